package io.quillmesh.gateway.edge;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.schemas.SubmitMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Picks one run out of a conversation's frames, as a stock AG-UI client expects it: {@code
 * RUN_STARTED} first, then the snapshots, then this run's frames only.
 *
 * <p>A message that was sent before is found again by its id: its run may be running, waiting or
 * over, and bears the run id that it was first sent with.
 *
 * <pre>
 * waiting --RUN_STARTED of the message--> running --RUN_FINISHED, RUN_ERROR--> over
 *    |------a snapshot has its answer----------------------------------------> over
 *    `------quillmesh.rejected----------------------------------------------> refused
 * </pre>
 */
final class RunFrames {
  private final RunEvents events;
  private final SubmitMessage submit;
  private final Supplier<List<Frame>> current;
  private final List<Frame> snapshots = new ArrayList<>();
  private String runId;
  private boolean running;
  private boolean othersRan;

  /**
   * @param current the conversation's snapshots at the moment, with the frames of a running turn
   */
  RunFrames(RunEvents events, SubmitMessage submit, Supplier<List<Frame>> current) {
    this.events = events;
    this.submit = submit;
    this.current = current;
    this.runId = submit.getTurnId();
  }

  /** What a frame means for the client. */
  sealed interface Step {
    /** Nothing yet. */
    record Wait() implements Step {}

    /** Events to send, and whether they are the last. */
    record Send(List<Frame> frames, boolean last) implements Step {}

    /** The conversation does not want the message. */
    record Refused(String code, String message) implements Step {}
  }

  Step next(Frame frame) {
    JsonNode event = events.parse(frame);
    String type = RunEvents.type(event);
    return running ? whileRunning(frame, type) : whileWaiting(frame, event, type);
  }

  private Step whileRunning(Frame frame, String type) {
    if (!runId.equals(frame.runId())) {
      return new Step.Wait();
    }
    return new Step.Send(List.of(frame), RunEvents.endsRun(type));
  }

  private Step whileWaiting(Frame frame, JsonNode event, String type) {
    return switch (type) {
      case "STATE_SNAPSHOT" -> {
        snapshots.add(frame);
        yield new Step.Wait();
      }
      case "MESSAGES_SNAPSHOT" -> {
        boolean answered = RunEvents.bears(event.path("messages"), submit.getMessageId());
        snapshots.add(frame);
        yield answered ? answered() : new Step.Wait();
      }
      case "CUSTOM" -> notice(event);
      case "RUN_STARTED" -> started(frame, event);
      default -> {
        othersRan = true;
        yield new Step.Wait();
      }
    };
  }

  /** Sent before, and over: its outcome is in the snapshots. */
  private Step answered() {
    List<Frame> all = new ArrayList<>();
    all.add(events.runStarted(runId));
    all.addAll(snapshots);
    all.add(events.runFinished(runId));
    return new Step.Send(all, true);
  }

  /** Notices come to this connection alone, and it has asked for one thing only. */
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

  private Step started(Frame frame, JsonNode event) {
    @Nullable String started = frame.runId();
    boolean ours =
        runId.equals(started)
            || RunEvents.bears(event.path("input").path("messages"), submit.getMessageId());
    if (!ours) {
      othersRan = true;
      return new Step.Wait();
    }
    running = true;
    runId = started == null ? runId : started;
    List<Frame> all = new ArrayList<>();
    all.add(frame);
    for (Frame snapshot : othersRan ? fresh() : snapshots) {
      all.add(events.withMessage(snapshot, submit));
    }
    return new Step.Send(all, false);
  }

  /**
   * The snapshots from right before this run: those that came at first are older than what other
   * runs did since. If this run is over already, the old ones must do: new ones would have its text
   * twice.
   */
  private List<Frame> fresh() {
    List<Frame> now = current.get();
    boolean stillRunning = now.stream().anyMatch(frame -> runId.equals(frame.runId()));
    return stillRunning
        ? now.stream().takeWhile(frame -> frame.runId() == null).toList()
        : snapshots;
  }
}
