package io.quillmesh.agenthost.agent;

import io.quillmesh.agenthost.folder.AgentFolder;
import io.quillmesh.agenthost.folder.AgentSettings;
import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.AgentLabels;
import io.quillmesh.schemas.AgentOutput;
import io.quillmesh.schemas.OnUpstreamFailure;
import io.quillmesh.schemas.WhenLate;

/** Makes cards of folders. */
public final class Cards {
  private Cards() {}

  /** The agent's card. The runtime adds the model, and when it is published. */
  public static AgentCard of(AgentFolder folder) {
    AgentSettings settings = folder.settings();
    AgentCard.Builder card =
        AgentCard.newBuilder()
            .setName(settings.name())
            .setLabels(new AgentLabels(settings.english(), settings.chinese()))
            .setAfter(settings.after())
            .setOnUpstreamFailure(
                settings.proceeds() ? OnUpstreamFailure.PROCEED : OnUpstreamFailure.FAIL)
            .setIntents(settings.intents().stream().map(Enum::name).toList())
            .setEndsTurn(settings.endsTurn())
            .setDeadlineMs(settings.deadline().toMillis())
            .setOutput(settings.text() ? AgentOutput.TEXT : AgentOutput.RECORD)
            .setResultSchema(DeclaredAgent.results(folder).schema().toString())
            .setPromptHash(folder.prompt().version());
    if (!settings.endsTurn()) {
      card.setWhenLate(settings.showsLate() ? WhenLate.SHOW : WhenLate.DROP);
    }
    if (folder.answer() != null) {
      card.setAnswerSchema(folder.answer().output().json());
    }
    return card.build();
  }
}
