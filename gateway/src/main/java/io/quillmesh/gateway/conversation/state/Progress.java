package io.quillmesh.gateway.conversation.state;

import io.quillmesh.gateway.conversation.text.Text;
import io.quillmesh.gateway.conversation.text.TextStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The only piece that every chunk rewrites, so it is small.
 *
 * @param epoch the epoch of the last frame, or of the first
 * @param nextSequence the number of the next frame, from 1
 * @param turnId the running turn; null when none runs
 * @param runId its id for clients; null when none runs
 * @param texts the texts of the running turn, by the agent that writes them
 * @param aboutPassage true if the running turn is about a passage of the article; else null
 */
public record Progress(
    String epoch,
    long nextSequence,
    @Nullable String turnId,
    @Nullable String runId,
    Map<String, TextStream> texts,
    @Nullable Boolean aboutPassage) {

  static final Progress NONE = startingIn("");

  public static Progress startingIn(String epoch) {
    return new Progress(epoch, 1, null, null, Map.of(), null);
  }

  /** Whether an agent writes a text that is shown while it grows. */
  public boolean isWrittenBy(String agent) {
    return texts.containsKey(agent);
  }

  /** The text that an agent writes in the running turn. */
  public Text textOf(String agent) {
    return Text.of(agent, Boolean.TRUE.equals(aboutPassage));
  }

  public TextStream text(Text text) {
    return texts.getOrDefault(text.agent(), new TextStream.Unwritten());
  }

  public Progress with(Text text, TextStream stream) {
    Map<String, TextStream> changed = new LinkedHashMap<>(texts);
    changed.put(text.agent(), stream);
    return new Progress(epoch, nextSequence, turnId, runId, changed, aboutPassage);
  }

  /**
   * At a turn's start.
   *
   * @param writers the agents that write a text in it
   */
  public Progress withTurn(Submission running, List<String> writers) {
    Map<String, TextStream> unwritten = new LinkedHashMap<>();
    writers.forEach(agent -> unwritten.put(agent, new TextStream.Unwritten()));
    return new Progress(
        epoch,
        nextSequence,
        running.turnId(),
        running.runId(),
        unwritten,
        running.selected() == null ? null : true);
  }

  public Progress withoutTurn() {
    return new Progress(epoch, nextSequence, null, null, Map.of(), null);
  }

  /** After one more frame, numbered in this epoch. */
  public Progress numbered(String inEpoch) {
    return new Progress(inEpoch, nextSequence + 1, turnId, runId, texts, aboutPassage);
  }
}
