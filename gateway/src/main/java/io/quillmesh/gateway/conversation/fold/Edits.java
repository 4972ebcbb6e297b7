package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.effects.Frames;
import io.quillmesh.gateway.conversation.effects.Index;
import io.quillmesh.gateway.conversation.effects.Work;
import io.quillmesh.gateway.conversation.state.ArticleVersion;
import io.quillmesh.gateway.conversation.state.Header;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.turn.Titles;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.EditArticle;
import io.quillmesh.schemas.EventIds;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A person's own edits. AG-UI allows nothing outside of a run, so an edit while no turn runs is a
 * short run of its own, without input and agents.
 */
final class Edits {
  private static final int MAX_BYTES = 200 * 1024;

  private Edits() {}

  static void edit(Work work, ClientCommand command, EditArticle edit) {
    RunningTurn turn = work.turn();
    int current = work.baseline().currentArticle(turn);
    int bytes = edit.getMarkdown().getBytes(StandardCharsets.UTF_8).length;
    if (isRepeat(work, edit)) {
      return;
    }
    if (bytes > MAX_BYTES) {
      Commands.reject(
          work,
          command,
          null,
          "ARTICLE_TOO_LARGE",
          "An article has at most %d bytes in UTF-8, not %d.".formatted(MAX_BYTES, bytes));
    } else if (turn != null && !turn.agent(Agents.GENERATOR).isOver()) {
      Commands.reject(
          work,
          command,
          null,
          "ARTICLE_BUSY",
          "The article may be rewritten just now. Wait for it, or stop the turn, then save again.");
    } else if (edit.getBaseVersion() != current) {
      Commands.reject(
          work,
          command,
          null,
          "VERSION_CONFLICT",
          "Version %d was edited, but the article is version %d."
              .formatted(edit.getBaseVersion(), current));
    } else {
      accept(work, command, edit, work.header().articles() + 1);
    }
  }

  private static boolean isRepeat(Work work, EditArticle edit) {
    ArticleVersion newest = work.article(work.header().articles());
    return newest != null
        && newest.author() == Author.PERSON
        && newest.base() == edit.getBaseVersion()
        && newest.markdown().equals(edit.getMarkdown());
  }

  private static void accept(Work work, ClientCommand command, EditArticle edit, int version) {
    ArticleVersion before = work.article(edit.getBaseVersion());
    String heading = Titles.ofMarkdown(edit.getMarkdown());
    String title =
        heading.isEmpty() ? (before == null ? work.header().title() : before.title()) : heading;
    ArticleVersion kept =
        new ArticleVersion(title, edit.getMarkdown(), Author.PERSON, edit.getBaseVersion());
    work.put(Keys.article(work.conversationId(), version), kept);
    work.header(
        work.header()
            .withArticle(version)
            .withTitle(title, Header.TitleSource.ARTICLE)
            .touched(work.now()));
    AgUiEvent delta =
        new AgUiEvent.StateDelta(List.of(AgUiEvent.Add.member("article", kept.toShared(version))));
    RunningTurn turn = work.turn();
    if (turn == null) {
      work.baseline(work.baseline().withArticle(version));
      showAsRun(work, runId(work, command, version), delta);
    } else {
      work.turn(turn.withArticle(version, turn.articleMessage()));
      work.show(turn.runId(), delta);
    }
    Index.update(work);
  }

  private static void showAsRun(Work work, String runId, AgUiEvent delta) {
    String id = work.conversationId();
    work.header(work.header().withRun(work.progress().nextSequence()));
    work.show(runId, new AgUiEvent.RunStarted(id, runId, AgUiEvent.PROTOCOL_VERSION, null));
    work.show(runId, delta);
    work.show(runId, new AgUiEvent.RunFinished(id, runId, AgUiEvent.Outcome.SUCCESS, null, null));
    Frames.forgetOld(work);
  }

  private static String runId(Work work, ClientCommand command, int version) {
    return command.getEventId().isEmpty()
        ? EventIds.of(work.conversationId(), "edit/" + version)
        : command.getEventId();
  }
}
