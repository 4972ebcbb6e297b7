package io.quillmesh.schemas.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.schemas.deadletter.DeadLetterHeaders.Death;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterHeadersTest {
  private static final Instant AT = Instant.parse("2026-11-23T18:00:00Z");

  @Test
  void saysWhereTheRecordWasAndWhy() {
    Headers headers = of(new RecordHeaders(), "x".repeat(600));

    assertThat(text(headers, "topic")).isEqualTo("conversation.turns");
    assertThat(text(headers, "partition")).isEqualTo("3");
    assertThat(text(headers, "offset")).isEqualTo("42");
    assertThat(text(headers, "group")).isEqualTo("intent-service");
    assertThat(text(headers, "reason")).isEqualTo("FRAMING");
    assertThat(text(headers, "message")).hasSize(500);
    assertThat(text(headers, "at")).isEqualTo("2026-11-23T18:00:00Z");
  }

  @Test
  void keepsTheRecordsOwnHeadersAndNotThoseOfAnEarlierDeath() {
    Headers own = new RecordHeaders().add("traceparent", new byte[] {1});

    Headers twice = of(of(own, "first"), "second");

    assertThat(twice.lastHeader("traceparent").value()).containsExactly(1);
    assertThat(twice.headers("quillmesh.dlt.message")).hasSize(1);
    assertThat(text(twice, "message")).isEqualTo("second");
  }

  @Test
  void whatItSaysCanBeRead() {
    Headers headers = of(new RecordHeaders(), "what is wrong");
    Origin origin = new Origin("conversation.turns", 3, 42, "intent-service");

    assertThat(DeadLetterHeaders.read(headers))
        .contains(new Death(origin, "FRAMING", "what is wrong", AT, false));
    DeadLetterHeaders.omitValue(headers);
    assertThat(DeadLetterHeaders.read(headers)).get().matches(Death::isOmitted);
  }

  @Test
  void damagedHeadersAreNone() {
    Headers headers = of(new RecordHeaders(), "");
    headers.add("quillmesh.dlt.offset", "many".getBytes(StandardCharsets.UTF_8));

    assertThat(DeadLetterHeaders.read(headers)).isEmpty();
    assertThat(DeadLetterHeaders.read(new RecordHeaders())).isEmpty();
  }

  private static Headers of(Headers headers, String message) {
    Origin origin = new Origin("conversation.turns", 3, 42, "intent-service");
    return DeadLetterHeaders.of(headers, origin, "FRAMING", message, AT);
  }

  private static String text(Headers headers, String name) {
    return new String(headers.lastHeader("quillmesh.dlt." + name).value(), StandardCharsets.UTF_8);
  }
}
