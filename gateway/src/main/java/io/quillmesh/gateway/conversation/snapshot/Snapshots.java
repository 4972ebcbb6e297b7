package io.quillmesh.gateway.conversation.snapshot;

import io.quillmesh.gateway.conversation.ConversationSummary;
import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.RunPlace;
import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.Json;
import io.quillmesh.gateway.conversation.agui.Message;
import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.gateway.conversation.article.ArticleText;
import io.quillmesh.gateway.conversation.feedback.Opinions;
import io.quillmesh.gateway.conversation.state.ArticleVersion;
import io.quillmesh.gateway.conversation.state.Baseline;
import io.quillmesh.gateway.conversation.state.Header;
import io.quillmesh.gateway.conversation.state.KeptMessage;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.state.StateMapper;
import io.quillmesh.gateway.conversation.state.StateView;
import io.quillmesh.gateway.conversation.state.Stored;
import io.quillmesh.gateway.conversation.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets when it connects: the frames that it missed, if they are kept, or else
 * snapshots. During a turn the snapshots are those from before the turn, and the turn's frames
 * follow.
 */
public final class Snapshots {
  /** The most that a snapshot has of the messages, in UTF-16 units; the newest ones. */
  private static final int MAX_CHARACTERS = 512 * 1024;

  /**
   * What a message has beside its text and ids; a snapshot of small ones must fit a record, too.
   */
  private static final int MEMBERS = 100;

  private Snapshots() {}

  /**
   * What a client finds when it connects.
   *
   * @param after the last frame that it has; null when it has none
   */
  public static Lookup look(
      StateView view, String conversationId, Owner owner, @Nullable Cursor after) {
    Stored stored = new Stored(view, conversationId);
    Header header = stored.header();
    if (header == null) {
      return new Lookup.Unknown();
    }
    if (!header.belongsTo(owner)) {
      return new Lookup.Hidden();
    }
    List<Frame> frames = new ArrayList<>();
    long last = stored.progress().nextSequence() - 1;
    if (after != null && Cursors.isExact(header, after, last)) {
      frames.addAll(stored.frames(after.sequence() + 1, last));
    } else {
      snapshot(stored, header, after == null ? null : false, last, frames);
    }
    return new Lookup.Found(
        new ConversationSummary(
            conversationId, header.title().text(), header.createdAt(), header.updatedAt()),
        frames);
  }

  private static void snapshot(
      Stored stored, Header header, @Nullable Boolean recovered, long last, List<Frame> frames) {
    RunningTurn turn = stored.turn();
    long at = turn == null ? last : turn.asked().firstSequence() - 1;
    Cursor cursor = new Cursor(Cursors.epochAt(header, at), at);
    Baseline baseline = stored.baseline();
    AgUiEvent state = new AgUiEvent.StateSnapshot(state(stored, baseline));
    // Only both together match the cursor, so only the second has it.
    frames.add(Json.frame(state, null, null, recovered));
    AgUiEvent messages = new AgUiEvent.MessagesSnapshot(messages(stored, header, baseline));
    frames.add(Json.frame(messages, null, cursor, recovered));
    frames.addAll(stored.frames(at + 1, last));
  }

  /** The shared state of a conversation at rest. */
  public static SharedState state(Stored stored, Baseline baseline) {
    return baseline.toSharedState(
        stored.article(baseline.article()),
        results(stored, baseline),
        Opinions.shown(stored.bytes(Keys.feedback(stored.conversationId()))));
  }

  private static @Nullable Map<String, Object> results(Stored stored, Baseline baseline) {
    return baseline.results() == null
        ? null
        : baseline.results().toShared(stored.conversationId(), stored::bytes);
  }

  /** The messages of a conversation at rest: the newest ones, without those that were replaced. */
  public static List<Message> messages(Stored stored, Header header, Baseline baseline) {
    List<Message> newestFirst = new ArrayList<>();
    if (baseline.choices() != null
        && !baseline.choices().isEmpty()
        && baseline.choicesRunId() != null) {
      newestFirst.add(
          Message.activity(
              StateMapper.choicesMessageId(baseline.choicesRunId()),
              "choices",
              Map.of("choices", baseline.choices())));
    }
    int characters = 0;
    for (long number = header.counts().messages() - 1; number >= 0; number--) {
      KeptMessage kept = stored.message(number);
      if (kept == null) {
        break;
      }
      if (kept.isReplaced()) {
        continue;
      }
      String text = text(stored, kept);
      characters += text.length() + 2 * kept.id().length() + MEMBERS;
      if (characters > MAX_CHARACTERS) {
        break;
      }
      newestFirst.add(message(kept, text));
    }
    return newestFirst.reversed();
  }

  private static String text(Stored stored, KeptMessage kept) {
    if (kept.text() != null) {
      return kept.text();
    }
    ArticleVersion version = stored.article(kept.article());
    return version == null ? "" : version.markdown();
  }

  private static Message message(KeptMessage kept, String text) {
    if (kept.agent() == null) {
      return Message.user(kept.id(), text);
    }
    Text written = kept.shows(kept.agent());
    return Message.text(kept.id(), text, written.label(), written.subagentRunId(kept.runId()));
  }

  /** Whether the owner has such a conversation. */
  public static boolean exists(StateView view, String conversationId, Owner owner) {
    Header header = new Stored(view, conversationId).header();
    return header != null && header.belongsTo(owner);
  }

  /** The run that a frame belongs to; empty when there is no such frame. */
  public static Optional<RunPlace> place(
      StateView view, String conversationId, Owner owner, Cursor at) {
    Stored stored = new Stored(view, conversationId);
    Header header = stored.header();
    Frame seen = stored.frame(at.sequence());
    if (header == null || !header.belongsTo(owner) || seen == null || !at.equals(seen.cursor())) {
      return Optional.empty();
    }
    return header.numbering().runs().stream()
        .filter(first -> first <= at.sequence())
        .reduce((_, later) -> later)
        .map(stored::frame)
        .filter(started -> Objects.equals(started.runId(), seen.runId()))
        .map(started -> new RunPlace(started, seen));
  }

  /** A version of the article, the present one when none is named; empty when there is none. */
  public static Optional<ArticleText> article(
      StateView view, String conversationId, Owner owner, @Nullable Integer version) {
    Stored stored = new Stored(view, conversationId);
    Header header = stored.header();
    if (header == null || !header.belongsTo(owner)) {
      return Optional.empty();
    }
    int number = version == null ? stored.baseline().currentArticle(stored.turn()) : version;
    ArticleVersion kept = number < 1 ? null : stored.article(number);
    return kept == null
        ? Optional.empty()
        : Optional.of(new ArticleText(number, kept.title(), kept.markdown(), kept.author()));
  }
}
