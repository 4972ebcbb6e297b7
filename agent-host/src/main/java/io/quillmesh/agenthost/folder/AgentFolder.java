package io.quillmesh.agenthost.folder;

import io.quillmesh.agent.prompt.PromptTemplate;
import io.quillmesh.agenthost.answer.AnswerType;
import io.quillmesh.agenthost.cases.Case;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent: a folder in which nothing is wrong.
 *
 * @param path where it is
 * @param prompt its instructions
 * @param answer what it answers; null if it writes a text
 * @param cases its tests
 */
public record AgentFolder(
    Path path,
    AgentSettings settings,
    PromptTemplate prompt,
    @Nullable AnswerType answer,
    List<Case> cases) {

  /** The agent's name. */
  public String name() {
    return settings.name();
  }
}
