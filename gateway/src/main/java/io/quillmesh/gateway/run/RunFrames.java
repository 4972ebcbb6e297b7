package io.quillmesh.gateway.run;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.protocol.Asked;
import io.quillmesh.gateway.protocol.ClientNotice;
import io.quillmesh.schemas.SubmitMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Selects one run from a conversation's frames, as a stock AG-UI client expects it: {@code
 * RUN_STARTED} first, then the snapshots, then this run's frames only.
 *
 * <p>A client that comes back with its place in the run gets the frames after it, and nothing else.
 *
 * <p>A message that was sent before is recognized by its id: its run may be running, waiting or
 * over, and has the run id of the first time.
 *
 * <pre>
 * waiting --RUN_STARTED of the message--> running --RUN_FINISHED, RUN_ERROR--> over
 *    |  <--snapshots: its place is lost--    |
 *    |------a snapshot has its answer----------------------------------------> over
 *    `------quillmesh.rejected----------------------------------------------> refused
 * </pre>
 */
final class RunFrames {
  private final RunEvents events;
  private final Asked asked;
  private final Supplier<List<Frame>> current;
  private final List<Frame> snapshots = new ArrayList<>();
  private String runId;
  private boolean running;
  private boolean othersRan;

  /**
   * @param current the conversation's current snapshots, with the frames of a running turn
   * @param resumed the run of which the client has seen a part; null if it begins
   */
  RunFrames(
      RunEvents events, Asked asked, Supplier<List<Frame>> current, @Nullable String resumed) {
    this.events = events;
    this.asked = asked;
    this.current = current;
    this.runId = resumed == null ? runId(asked.command()) : resumed;
    this.running = resumed != null;
  }

  /** What a frame means for the client. */
  sealed interface Step {
    /** Nothing yet. */
    record Wait() implements Step {}

    /** Events to send, and whether they are the last. */
    record Send(List<Frame> frames, boolean last) implements Step {}

    /** The conversation refused the message. */
    record Refused(String code, String message) implements Step {}
  }

  Step next(Frame frame) {
    // Those of a run's own have its id. Others mean that the conversation is told from its start.
    running &= frame.runId() != null || !frame.type().equals("STATE_SNAPSHOT");
    return running ? whileRunning(frame) : whileWaiting(frame);
  }

  private static String runId(SubmitMessage submit) {
    return submit.getRunId().isEmpty() ? submit.getTurnId() : submit.getRunId();
  }

  private Step whileRunning(Frame frame) {
    // Nothing to send is a step, too: what came before may wait to be flushed.
    List<Frame> own =
        runId.equals(frame.runId()) && events.isKnown(frame.type())
            ? List.of(events.withMessage(events.spell(frame), asked.command()))
            : List.of();
    return new Step.Send(own, !own.isEmpty() && RunEvents.endsRun(frame.type()));
  }

  private Step whileWaiting(Frame frame) {
    return switch (frame.type()) {
      case "STATE_SNAPSHOT" -> {
        snapshots.add(frame);
        yield new Step.Wait();
      }
      case "MESSAGES_SNAPSHOT" -> {
        Optional<String> answered = text(events.parse(frame).path("messages"));
        snapshots.add(frame);
        yield answered.map(this::answered).orElse(new Step.Wait());
      }
      case "CUSTOM" -> notice(events.parse(frame));
      case "RUN_STARTED" -> started(frame);
      default -> {
        othersRan = true;
        yield new Step.Wait();
      }
    };
  }

  /** The text of the message in the conversation; empty if the message is not there. */
  private Optional<String> text(JsonNode messages) {
    return RunEvents.textOf(messages, asked.command().getMessageId());
  }

  /** The message was sent before and its run is over: its outcome is in the snapshots. */
  private Step answered(String text) {
    if (isOther(text)) {
      return new Step.Wait(); // the conversation's rejection says why
    }
    List<Frame> all = new ArrayList<>();
    all.add(events.runStarted(runId));
    addSnapshots(snapshots, all);
    all.add(events.runFinished(runId));
    return new Step.Send(all, true);
  }

  /** One message id is one turn; another message under the same id is refused. */
  private boolean isOther(String text) {
    return !text.equals(asked.command().getMessage());
  }

  private void addSnapshots(List<Frame> these, List<Frame> all) {
    these.forEach(snapshot -> all.add(events.withMessage(snapshot, asked.command()).at(null)));
    if (!asked.leftOut().isEmpty()) {
      all.add(ClientNotice.leftOut(asked.command().getMessageId(), asked.leftOut()));
    }
  }

  /** Notices are for this connection only, and it has sent one message only. */
  private Step notice(JsonNode event) {
    JsonNode value = event.path("value");
    switch (event.path("name").asString("")) {
      case "quillmesh.rejected" -> {
        return new Step.Refused(
            value.path("code").asString(""), value.path("message").asString(""));
      }
      case "quillmesh.queued" -> runId = value.path("runId").asString(runId);
      default -> {}
    }
    return new Step.Wait();
  }

  private Step started(Frame frame) {
    @Nullable String started = frame.runId();
    // The message decides, not the run's id: a refused message may name the run of another one.
    if (!events.answers(frame, asked.command())) {
      othersRan = true;
      return new Step.Wait();
    }
    running = true;
    runId = started == null ? runId : started;
    List<Frame> all = new ArrayList<>();
    all.add(events.spell(frame).at(null));
    addSnapshots(othersRan ? fresh() : snapshots, all);
    // Whoever has not seen all of these has to get all of them again.
    all.add(all.removeLast().at(frame.cursor()));
    return new Step.Send(all, false);
  }

  /**
   * The snapshots from just before this run: the first ones lack what other runs have done since.
   * If this run is already over, the first ones are used, because new ones would repeat its text.
   */
  private List<Frame> fresh() {
    List<Frame> now = current.get();
    boolean stillRunning = now.stream().anyMatch(frame -> runId.equals(frame.runId()));
    return stillRunning
        ? now.stream().takeWhile(frame -> frame.runId() == null).toList()
        : snapshots;
  }
}
