package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.SharedState.Choice;
import io.quillmesh.gateway.conversation.language.Languages;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.state.StateMapper;
import io.quillmesh.schemas.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The next steps that are offered: those of the phase agent, and to finish an article that was cut
 * off.
 */
final class NextSteps {
  private NextSteps() {}

  /**
   * Offers them in the running turn.
   *
   * @param others those of the phase agent
   * @param unfinished whether there is an article to finish
   */
  static void offer(AgentTransitions agents, List<Choice> others, boolean unfinished) {
    RunningTurn turn = agents.turn();
    List<Choice> choices = new ArrayList<>();
    if (unfinished) {
      choices.add(finish(turn));
    }
    others.stream().filter(choice -> !choice.id().equals(idOfFinish(turn))).forEach(choices::add);
    agents.learn(turn.learned().withChoices(choices));
    agents.member("choices", choices);
    if (!choices.isEmpty()) {
      agents.show(
          new AgUiEvent.ActivitySnapshot(
              StateMapper.choicesMessageId(turn.runId()), "choices", Map.of("choices", choices)));
    }
  }

  /** Adds to those that are offered already: there is an article to finish. */
  static void offerToFinish(AgentTransitions agents) {
    List<Choice> known = agents.turn().learned().choices();
    offer(agents, known == null ? List.of() : known, true);
  }

  private static Choice finish(RunningTurn turn) {
    String id = idOfFinish(turn);
    return switch (turn.asked().language()) {
      case Languages.TRADITIONAL_CHINESE -> finish(id, "繼續寫完", "請接著寫完這篇文章");
      case Languages.CHINESE -> finish(id, "继续写完", "请接着写完这篇文章");
      default -> finish(id, "Continue writing", "Please finish the article");
    };
  }

  private static Choice finish(String id, String label, String message) {
    return new Choice(id, label, message, Intent.CONTINUE_ARTICLE.name(), null);
  }

  private static String idOfFinish(RunningTurn turn) {
    return turn.turnId() + "/continue";
  }
}
