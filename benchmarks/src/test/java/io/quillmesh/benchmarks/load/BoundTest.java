package io.quillmesh.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.client.Json;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundTest {

  private static final ModelPace PACE =
      new ModelPace(
          Duration.ofMillis(300), Duration.ofMillis(10), 300, 60, 30, ModelPace.Faults.NONE);

  @Test
  void isIntentThenArticleThenReply() {
    // 300 + 29 * 10; 300 + 299 * 10; 300 + 59 * 10
    assertThat(bound(30, 30, 300, 60))
        .contains(new Bound(Duration.ofMillis(590 + 300), Duration.ofMillis(590 + 3290 + 890)));
  }

  @Test
  void isTheContextsWhereThatTakesLongerThanTheArticle() {
    // 300 + 999 * 10
    assertThat(bound(30, 1000, 30, 1))
        .map(Bound::done)
        .contains(Duration.ofMillis(300 + 9990 + 300));
  }

  @Test
  void isNotKnownWhenAnAgentDoesNotSayWhatItsModelGenerated() {
    assertThat(Bound.of(PACE, Json.parse("{\"agents\":{\"intent\":{\"outputTokens\":30}}}")))
        .isEmpty();
  }

  private static Optional<Bound> bound(int intent, int context, int article, int reply) {
    return Bound.of(
        PACE,
        Json.parse(
            """
            {"agents": {"intent": {"outputTokens": %d}, "context": {"outputTokens": %d},
                        "generator": {"outputTokens": %d}, "reply": {"outputTokens": %d}}}
            """
                .formatted(intent, context, article, reply)));
  }
}
