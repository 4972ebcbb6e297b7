package io.quillmesh.endtoend.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The frames of one run, as a client saw them.
 *
 * @param id the run's id
 * @param frames from {@code RUN_STARTED} to the end, or as far as the client got
 * @param before all frames before the run
 */
public record Run(String id, List<Frame> frames, List<Frame> before) {

  /** The frames that belong to one run. */
  public static Run of(String runId, List<Frame> all) {
    List<Frame> own = new ArrayList<>();
    List<Frame> before = new ArrayList<>();
    boolean over = false;
    for (Frame frame : all) {
      boolean starts = frame.is("RUN_STARTED") && frame.text("runId").equals(runId);
      if (own.isEmpty() && !starts) {
        before.add(frame);
      } else if (!over && !frame.isNotice()) {
        own.add(frame);
        over = frame.endsRun();
      }
    }
    return new Run(runId, List.copyOf(own), List.copyOf(before));
  }

  /** Whether its end came. */
  public boolean isOver() {
    return !frames.isEmpty() && frames.getLast().endsRun();
  }

  /** The frame that ended it. */
  public Frame end() {
    if (!isOver()) {
      throw new IllegalStateException("still running: " + id);
    }
    return frames.getLast();
  }

  /** Whether it ended well. */
  public boolean succeeded() {
    return isOver() && end().is("RUN_FINISHED");
  }

  /** Frames of one type, in order. */
  public List<Frame> all(String type) {
    return frames.stream().filter(frame -> frame.is(type)).toList();
  }

  /** The streamed text of the article; of the last stream, if one was cut and repeated. */
  public String article() {
    return text("article");
  }

  /** The streamed text of the reply; of the last stream, if one was cut and repeated. */
  public String reply() {
    return text("reply");
  }

  /** The streamed text of a passage; of the last stream, if one was cut and repeated. */
  public String passage() {
    return text("passage");
  }

  /** The ids of the article's streamed messages, in order. */
  public List<String> articleMessages() {
    return messages("article");
  }

  /** The first frame with text of the article; empty if none came. */
  public Optional<Frame> firstArticleText() {
    return articleMessages().stream().flatMap(message -> contentsOf(message).stream()).findFirst();
  }

  private String text(String part) {
    List<String> messages = messages(part);
    return messages.isEmpty() ? "" : textOf(messages.getLast());
  }

  private List<String> messages(String part) {
    String prefix = id + "/" + part;
    return all("TEXT_MESSAGE_START").stream()
        .map(frame -> frame.text("messageId"))
        .filter(message -> message.equals(prefix) || message.startsWith(prefix + "~"))
        .toList();
  }

  /** The whole streamed text of one message. */
  public String textOf(String messageId) {
    return contentsOf(messageId).stream()
        .map(frame -> frame.text("delta"))
        .collect(Collectors.joining());
  }

  /** The frames with the text of one message. */
  public List<Frame> contentsOf(String messageId) {
    return all("TEXT_MESSAGE_CONTENT").stream()
        .filter(frame -> frame.text("messageId").equals(messageId))
        .toList();
  }

  /** The failure of an agent in this run; empty if it did not fail. */
  public Optional<Frame> failureOf(String agent) {
    return all("SUBAGENT_ERROR").stream()
        .filter(frame -> frame.text("subagentRunId").equals(id + "/" + agent))
        .findFirst();
  }

  /** The state that a client had when the run ended. */
  public JsonNode state() {
    List<Frame> all = new ArrayList<>(before);
    all.addAll(frames);
    return SharedState.after(all);
  }
}
