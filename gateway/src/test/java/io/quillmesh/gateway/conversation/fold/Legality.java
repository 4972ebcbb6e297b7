package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Frame;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * AG-UI's order of events, in Java: fast enough for every interleaving. AG-UI's own verifier checks
 * samples.
 */
final class Legality {
  private final Set<String> open = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private @Nullable String run;
  private long sequence;

  /** Fails unless the runs in these frames are complete and in order. */
  static void check(List<Frame> frames) {
    Legality legality = new Legality();
    frames.forEach(legality::take);
    assertThat(legality.run).as("the run that was left open").isNull();
  }

  private void take(Frame frame) {
    JsonNode event = Json.of(frame);
    String type = event.get("type").asString();
    long number = event.at("/metadata/quillmesh/sequence").asLong();
    assertThat(number).as("%s", frame).isEqualTo(sequence == 0 ? number : sequence + 1);
    sequence = number;
    if (type.equals("RUN_STARTED")) {
      assertThat(run).as("run before %s", frame).isNull();
      run = event.get("runId").asString();
      return;
    }
    assertThat(run).as("run of %s", frame).isNotNull().isEqualTo(frame.runId());
    switch (type) {
      case "TEXT_MESSAGE_START" -> open(text(event));
      case "TEXT_MESSAGE_CONTENT" -> {
        assertThat(open).as("%s", frame).contains(text(event));
        assertThat(event.get("delta").asString()).isNotEmpty();
      }
      case "TEXT_MESSAGE_END" -> close(text(event));
      case "SUBAGENT_STARTED" -> open(agent(event));
      case "SUBAGENT_FINISHED", "SUBAGENT_ERROR" -> close(agent(event));
      case "RUN_FINISHED", "RUN_ERROR" -> {
        assertThat(open).as("open at %s", frame).isEmpty();
        run = null;
      }
      case "STATE_DELTA", "ACTIVITY_SNAPSHOT", "STATE_SNAPSHOT", "MESSAGES_SNAPSHOT" -> {}
      default -> throw new AssertionError("Unexpected " + frame);
    }
  }

  // Ids are unique within a kind only: a text and its agent may share one.

  private static String text(JsonNode event) {
    return "text " + event.get("messageId").asString();
  }

  private static String agent(JsonNode event) {
    return "agent " + event.get("subagentRunId").asString();
  }

  private void open(String id) {
    assertThat(seen.add(id)).as("%s is opened once", id).isTrue();
    open.add(id);
  }

  private void close(String id) {
    assertThat(open.remove(id)).as("%s is open", id).isTrue();
  }
}
