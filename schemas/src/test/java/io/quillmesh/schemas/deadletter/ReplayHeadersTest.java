package io.quillmesh.schemas.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.schemas.deadletter.DeadLetterHeaders.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ReplayHeadersTest {
  private static final String LETTER = "conversation.turns.intent-service:0:17";

  private final Headers own =
      new RecordHeaders().add("traceparent", "00-1".getBytes(StandardCharsets.UTF_8));

  @Test
  void aReplayIsForTheGroupThatFailedAndForNoOther() {
    Headers replay = ReplayHeaders.of(dead(own), "intent-service", LETTER);

    assertThat(ReplayHeaders.areForAnother(replay, "intent-service")).isFalse();
    assertThat(ReplayHeaders.areForAnother(replay, "context-service")).isTrue();
    assertThat(ReplayHeaders.areForAnother(own, "context-service")).isFalse();
  }

  @Test
  void aReplayHasWhatTheRecordCameWithAndNothingOfItsDeath() {
    Headers replay = ReplayHeaders.of(dead(own), "intent-service", LETTER);

    assertThat(names(replay))
        .containsExactly(
            "traceparent",
            "quillmesh.replay.group",
            "quillmesh.replay.letter",
            "quillmesh.replay.attempt");
  }

  @Test
  void attemptsAreCountedOverManyDeaths() {
    Headers first = ReplayHeaders.of(dead(own), "intent-service", LETTER);
    Headers second = ReplayHeaders.of(dead(first), "intent-service", LETTER);

    assertThat(ReplayHeaders.attempts(own)).isZero();
    assertThat(ReplayHeaders.attempts(dead(second))).isEqualTo(2);
    assertThat(names(second)).doesNotHaveDuplicates();
  }

  @Test
  void aDamagedCountIsNone() {
    own.add("quillmesh.replay.attempt", new byte[] {'x'});

    assertThat(ReplayHeaders.attempts(own)).isZero();
  }

  private static Headers dead(Headers headers) {
    Origin origin = new Origin("conversation.turns", 3, 42, "intent-service");
    return DeadLetterHeaders.of(headers, origin, "FRAMING", "what is wrong", Instant.EPOCH);
  }

  private static List<String> names(Headers headers) {
    return Stream.of(headers.toArray()).map(Header::key).toList();
  }
}
