package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.effects.Frames;
import io.quillmesh.gateway.conversation.effects.Index;
import io.quillmesh.gateway.conversation.state.ArticleVersion;
import io.quillmesh.gateway.conversation.state.Header;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.markdown.Markdown;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.EditArticle;
import io.quillmesh.schemas.EventIds;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A person's edits. AG-UI allows nothing outside of a run, so an edit while no turn runs is a short
 * run without input and agents.
 */
final class Edits {

  private Edits() {}

  static void edit(EffectsBuilder effects, ClientCommand command, EditArticle edit) {
    RunningTurn turn = effects.turn();
    int current = effects.baseline().currentArticle(turn);
    int bytes = edit.getMarkdown().getBytes(StandardCharsets.UTF_8).length;
    if (isRepeat(effects, edit)) {
      return;
    }
    if (bytes > Budgets.ARTICLE) {
      Commands.reject(
          effects,
          command,
          null,
          "ARTICLE_TOO_LARGE",
          "An article has at most %d bytes in UTF-8, not %d.".formatted(Budgets.ARTICLE, bytes));
    } else if (turn != null && !turn.agent(Agents.GENERATOR).isOver()) {
      Commands.reject(
          effects,
          command,
          null,
          "ARTICLE_BUSY",
          "The article may be rewritten just now. Wait for it, or stop the turn, then save again.");
    } else if (edit.getBaseVersion() != current) {
      Commands.reject(
          effects,
          command,
          null,
          "VERSION_CONFLICT",
          "Version %d was edited, but the article is version %d."
              .formatted(edit.getBaseVersion(), current));
    } else {
      accept(effects, command, edit, effects.header().counts().articles() + 1);
    }
  }

  private static boolean isRepeat(EffectsBuilder effects, EditArticle edit) {
    ArticleVersion newest = effects.article(effects.header().counts().articles());
    return newest != null
        && newest.author() == Author.PERSON
        && newest.base() == edit.getBaseVersion()
        && newest.markdown().equals(edit.getMarkdown());
  }

  private static void accept(
      EffectsBuilder effects, ClientCommand command, EditArticle edit, int version) {
    ArticleVersion before = effects.article(edit.getBaseVersion());
    String ofText = Markdown.title(edit.getMarkdown());
    String title =
        ofText.isEmpty()
            ? (before == null ? effects.header().title().text() : before.title())
            : ofText;
    ArticleVersion kept =
        new ArticleVersion(title, edit.getMarkdown(), Author.PERSON, edit.getBaseVersion());
    effects.put(Keys.article(effects.conversationId(), version), kept);
    effects.header(
        effects
            .header()
            .withArticle(version)
            .withTitle(title, Header.TitleSource.ARTICLE)
            .touched(effects.now()));
    AgUiEvent delta =
        new AgUiEvent.StateDelta(List.of(AgUiEvent.Add.member("article", kept.toShared(version))));
    RunningTurn turn = effects.turn();
    if (turn == null) {
      effects.baseline(effects.baseline().withArticle(version));
      Frames.showRun(effects, runId(effects, command, version), List.of(delta), null);
    } else {
      effects.turn(turn.with(turn.learned().withArticle(version)));
      effects.show(turn.runId(), delta);
    }
    Index.update(effects);
  }

  private static String runId(EffectsBuilder effects, ClientCommand command, int version) {
    return command.getEventId().isEmpty()
        ? EventIds.of(effects.conversationId(), "edit/" + version)
        : command.getEventId();
  }
}
