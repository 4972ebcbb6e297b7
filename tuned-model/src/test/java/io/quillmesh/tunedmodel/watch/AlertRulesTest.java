package io.quillmesh.tunedmodel.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The alert rules, by Prometheus' own tool. It plays a week of minutes, which takes a while. */
@Tag("long")
class AlertRulesTest {
  private static final Path TESTS =
      Path.of(System.getProperty("quillmesh.root", ".."), "deploy/prometheus/tuned-model.test.yml");

  @Test
  void theAlertsComeWhenTheyShould() throws Exception {
    Process promtool = promtool();
    String said = new String(promtool.getInputStream().readAllBytes(), UTF_8);

    assertThat(promtool.waitFor()).as(said).isZero();
  }

  private static Process promtool() {
    try {
      return new ProcessBuilder("promtool", "test", "rules", TESTS.toString())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      return abort(
          "promtool is not installed (Debian: prometheus): the alert rules were not tested");
    }
  }
}
