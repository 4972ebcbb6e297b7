package io.quillmesh.gateway.conversation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.effects.Effects;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AudienceTest {
  private final Audience audience = new Audience();

  @Test
  void aClaimThatIsNeverFoldedIsForgotten() {
    // When
    var next = audience.nextEffects("c", Duration.ofMillis(1));

    // Then
    Awaitility.await().until(() -> !audience.isExpected("c"));
    assertThat(next).isCompletedExceptionally();
  }

  @Test
  void whoWaitsGoesOnWhenSomethingHappens() {
    // Given
    var next = audience.nextEffects("c", Duration.ofMinutes(1));
    var other = audience.nextEffects("other", Duration.ofMinutes(1));

    // When
    audience.show(
        new Effects(
            "c", false, Map.of(), List.of(), List.of(), List.of(), new Effects.WakeUp.Unchanged()));

    // Then
    next.join();
    assertThat(other).isNotDone();
    assertThat(audience.isExpected("c")).isFalse();
    assertThat(audience.isExpected("other")).isTrue();
  }
}
