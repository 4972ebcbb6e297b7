package io.quillmesh.gateway.conversation.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quillmesh.gateway.conversation.fold.FoldSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineSettingsTest {
  private static final DeadlineSettings.Calls CALLS = Gateway.deadlines().calls();

  @Test
  void nobodyIsGivenUpWhileItsModelMayStillAnswer() {
    FoldSettings fold = Gateway.deadlines().fold(10, 20);

    assertThat(fold.intent()).hasSeconds(90);
    assertThat(fold.generator()).hasMinutes(15);
    assertThat(fold.turn()).isEqualTo(fold.intent().plus(fold.generator()).plus(fold.reply()));
  }

  @Test
  void aDeadlineThatIsSetCounts() {
    var settings =
        new DeadlineSettings(
            Duration.ofMinutes(2), null, null, null, null, Duration.ofMinutes(40), CALLS);

    assertThat(settings.fold(10, 20).intent()).hasMinutes(2);
    assertThat(settings.fold(10, 20).turn()).hasMinutes(40);
  }

  @Test
  void oneThatEndsBeforeTheCallStopsTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new DeadlineSettings(null, null, Duration.ofMinutes(10), null, null, null, CALLS))
        .withMessageContaining("DEADLINE_GENERATOR must be longer than")
        .withMessageContaining("GENERATOR_TOTAL_TIMEOUT");
  }
}
