package io.quillmesh.benchmarks.load;

import io.quillmesh.endtoend.client.Frame;
import io.quillmesh.endtoend.client.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks what one client received, so that a fast but wrong answer counts as an error. */
final class Verdict {

  private final List<Frame> frames;
  private final @Nullable ModelPace pace;

  Verdict(List<Frame> frames, @Nullable ModelPace pace) {
    this.frames = frames;
    this.pace = pace;
  }

  Turn of(Sent sent) {
    Run run = Run.of(sent.message().runId(), frames);
    String lost = lost(sent, run);
    if (lost != null) {
      return new Turn(null, null, null, lost, failedAgents(run), List.of());
    }
    JsonNode state = run.state();
    return new Turn(
        since(sent, run.firstArticleText()),
        since(sent, Optional.of(run.end())),
        pace == null ? null : Bound.of(pace, state).orElse(null),
        null,
        failedAgents(run),
        wrong(sent.topic(), run, state));
  }

  private static @Nullable String lost(Sent sent, Run run) {
    if (sent.failure() != null) {
      return sent.failure();
    }
    if (!run.succeeded() || !run.end().at("/outcome/type").asString("").equals("success")) {
      return "ended with " + run.end();
    }
    if (run.article().isEmpty()) {
      return "there is no article";
    }
    return run.reply().isEmpty() ? "there is no reply" : null;
  }

  private static List<String> failedAgents(Run run) {
    return run.all("SUBAGENT_ERROR").stream()
        .map(frame -> frame.text("subagentRunId").replaceFirst(".*/", ""))
        .toList();
  }

  private static List<String> wrong(Topic topic, Run run, JsonNode state) {
    List<String> wrong = new ArrayList<>();
    String article = run.article();
    Topic.in(article).stream()
        .filter(name -> !name.equals(topic.name()))
        .forEach(name -> wrong.add("%s: the article names %s".formatted(topic.name(), name)));
    if (!article.contains(topic.name())) {
      wrong.add("%s: the article does not name it".formatted(topic.name()));
    }
    if (!run.reply().contains(topic.name())) {
      wrong.add("%s: the reply does not name it: %s".formatted(topic.name(), run.reply()));
    }
    if (!article.equals(state.path("article").path("markdown").asString(""))) {
      wrong.add("%s: the streamed article is not the state's".formatted(topic.name()));
    }
    gap(run).ifPresent(wrong::add);
    return wrong;
  }

  /** Finds a missing or repeated frame, from the last one before the run to the run's end. */
  private static Optional<String> gap(Run run) {
    long last =
        run.before().reversed().stream()
            .filter(Verdict::isNumbered)
            .findFirst()
            .map(Frame::sequence)
            .orElse(-1L);
    for (Frame frame : run.frames()) {
      if (!isNumbered(frame)) {
        return Optional.of("a frame without a number: " + frame);
      }
      if (last >= 0 && frame.sequence() != last + 1) {
        return Optional.of("frame %d came after %d".formatted(frame.sequence(), last));
      }
      last = frame.sequence();
    }
    return Optional.empty();
  }

  private static boolean isNumbered(Frame frame) {
    return !frame.cursor().isEmpty();
  }

  private static @Nullable Duration since(Sent sent, Optional<Frame> frame) {
    return frame.map(got -> Duration.ofNanos(got.receivedNanos() - sent.nanos())).orElse(null);
  }
}
