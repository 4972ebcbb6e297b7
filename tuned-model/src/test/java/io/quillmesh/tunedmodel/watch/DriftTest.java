package io.quillmesh.tunedmodel.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.tuning.artefact.Baseline;
import io.quillmesh.tuning.classifier.Guess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final double MUCH = 0.25;
  private static final double LITTLE = 0.1;

  private final Drift drift =
      new Drift(
          new Baseline(List.of(0, 0, 0, 0, 0, 0, 0, 20, 20, 60), Map.of("A", 50, "B", 50)),
          100,
          50);

  @Test
  void nothingIsSaidAboutFewMessages() {
    add(49, "A", 0.95);

    assertThat(drift.ofConfidence()).isNaN();
    assertThat(drift.ofLabels()).isNaN();
  }

  @Test
  void messagesLikeThoseOfTheTrainingAreNoDrift() {
    add(20, "A", 0.75);
    add(20, "B", 0.85);
    add(30, "A", 0.95);
    add(30, "B", 1.0);

    assertThat(drift.ofConfidence()).isBetween(0.0, LITTLE);
    assertThat(drift.ofLabels()).isBetween(0.0, LITTLE);
  }

  @Test
  void lessConfidenceAndOtherLabelsAreDrift() {
    add(50, "A", 0.55);
    add(50, "A", 0.95);

    assertThat(drift.ofConfidence()).isGreaterThan(MUCH);
    assertThat(drift.ofLabels()).isGreaterThan(MUCH);
  }

  @Test
  void oldMessagesNoLongerCount() {
    add(100, "A", 0.55);
    messagesLikeThoseOfTheTrainingAreNoDrift();
  }

  private void add(int count, String label, double confidence) {
    for (int i = 0; i < count; i++) {
      drift.add(new Guess(label, confidence, 0.9, true, "en"));
    }
  }
}
