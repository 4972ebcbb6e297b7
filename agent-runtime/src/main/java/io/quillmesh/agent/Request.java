package io.quillmesh.agent;

import io.quillmesh.agent.prompt.Prompt;
import java.util.Map;

/**
 * One question to a model: instructions and, apart from them, data. What people write is only ever
 * data.
 *
 * @param prompt the instructions, which become the system message
 * @param variables a value for each of the prompt's placeholders
 * @param data what becomes the one user message, as JSON; nulls are left out
 */
public record Request(Prompt prompt, Map<String, String> variables, Object data) {

  /** A request whose prompt has no placeholders. */
  public Request(Prompt prompt, Object data) {
    this(prompt, Map.of(), data);
  }
}
