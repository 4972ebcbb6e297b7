package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.effects.Frames;
import io.quillmesh.gateway.conversation.effects.Index;
import io.quillmesh.gateway.conversation.state.Header;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.ClientCommand;
import java.util.List;

/**
 * A version that a person makes the article. AG-UI allows nothing outside of a run, so while no
 * turn runs it is a short run without input and agents.
 */
final class PersonsArticle {

  private PersonsArticle() {}

  /** Whether the generator may change the article just now. */
  static boolean isBusy(EffectsBuilder effects) {
    RunningTurn turn = effects.turn();
    return turn != null && !turn.agent(Agents.GENERATOR).isOver();
  }

  static void rejectAsBusy(EffectsBuilder effects, ClientCommand command) {
    Commands.reject(
        effects,
        command,
        null,
        "ARTICLE_BUSY",
        "The article may be rewritten just now. Wait for it, or stop the turn, then save again.");
  }

  static void show(EffectsBuilder effects, ClientCommand command, SharedState.Article article) {
    effects.header(
        effects
            .header()
            .withTitle(article.title(), Header.TitleSource.ARTICLE)
            .touched(effects.now()));
    AgUiEvent delta = new AgUiEvent.StateDelta(List.of(AgUiEvent.Add.member("article", article)));
    RunningTurn turn = effects.turn();
    if (turn == null) {
      effects.baseline(effects.baseline().withArticle(article.version()));
      String runId = Commands.id(effects, command, "edit/" + article.version());
      Frames.showRun(effects, runId, List.of(delta), null);
    } else {
      effects.turn(turn.with(turn.learned().withArticle(article.version())));
      effects.show(turn.runId(), delta);
    }
    Index.update(effects);
  }
}
