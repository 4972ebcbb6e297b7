package io.quillmesh.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quillmesh.agent.prompt.PromptTemplate;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * One question to a model: instructions and, apart from them, data. What people write is only ever
 * data.
 *
 * @param prompt the instructions, which become the system message
 * @param variables a value for each of the prompt's placeholders
 * @param data what becomes the one user message, as JSON; nulls are left out
 */
public record ModelRequest(PromptTemplate prompt, Map<String, String> variables, Object data) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  /** A request whose prompt has no placeholders. */
  public ModelRequest(PromptTemplate prompt, Object data) {
    this(prompt, Map.of(), data);
  }

  /**
   * The instructions with every placeholder replaced.
   *
   * @throws IllegalArgumentException if a placeholder has no value
   */
  public String instructions() {
    return prompt.render(variables);
  }

  /** The data as JSON, as it is sent. */
  public String document() {
    return JSON.writeValueAsString(data);
  }
}
