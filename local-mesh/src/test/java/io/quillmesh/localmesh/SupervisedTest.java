package io.quillmesh.localmesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final RestartPolicy POLICY =
      new RestartPolicy(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofDays(1), 3);

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  @TempDir Path folder;
  private PidFiles pids;
  private Supervised.Environment environment;

  @BeforeEach
  void prepare() {
    var data = new DataFolder(folder);
    pids = new PidFiles(data.run());
    var console = new Console(new PrintStream(said, true, StandardCharsets.UTF_8));
    environment = new Supervised.Environment(data, pids, POLICY, console);
  }

  @Test
  void startsAProgramAgainThatWasKilled() throws Exception {
    // Given
    var process = new Supervised(TestPrograms.sleeper("sleeper"), () -> true, environment);
    process.start().get(30, TimeUnit.SECONDS);
    ProcessHandle first = pids.find("sleeper").orElseThrow();
    // When
    first.destroyForcibly();
    // Then
    ProcessHandle second = awaitOther(first);
    assertThat(second.pid()).isNotEqualTo(first.pid());
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("sleeper", "exit code 137");
    process.stop(PATIENCE);
    assertThat(second.isAlive()).isFalse();
    assertThat(pids.find("sleeper")).isEmpty();
  }

  @Test
  void givesUpOnAProgramThatKeepsDyingAndShowsItsLog() throws Exception {
    // Given
    var process =
        new Supervised(TestPrograms.sleeper("sleeper", "die", "hard"), () -> false, environment);
    // When
    var ready = process.start();
    // Then
    assertThatThrownBy(() -> ready.get(60, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("died 3 times in a row (exit code 3)")
        .hasMessageContaining("A sleeper says die hard")
        .hasMessageContaining("sleeper.log");
    process.stop(PATIENCE);
  }

  @Test
  void givesUpOnAProgramThatIsNeverReadyHoweverLongItTakesToDie() throws Exception {
    // Given: a policy by which any life at all is a long one.
    var policy = new RestartPolicy(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ZERO, 3);
    var process =
        new Supervised(
            TestPrograms.sleeper("sleeper", "die"),
            () -> false,
            new Supervised.Environment(environment.data(), pids, policy, environment.console()));
    // When
    var ready = process.start();
    // Then
    assertThatThrownBy(() -> ready.get(60, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("died 3 times in a row");
    process.stop(PATIENCE);
  }

  private ProcessHandle awaitOther(ProcessHandle first) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> pids.find("sleeper").filter(handle -> handle.pid() != first.pid()),
            Optional::isPresent)
        .orElseThrow();
  }
}
