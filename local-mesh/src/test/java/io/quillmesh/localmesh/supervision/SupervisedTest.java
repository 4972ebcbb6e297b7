package io.quillmesh.localmesh.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.localmesh.config.Console;
import io.quillmesh.localmesh.config.DataFolder;
import io.quillmesh.localmesh.config.MeshException;
import io.quillmesh.localmesh.program.TestPrograms;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Longer than any test. */
  private static final Duration FOR_EVER = Duration.ofDays(1);

  /** Whatever dies has not worked for long enough. */
  private static final RestartPolicy NOTHING_WORKS =
      new RestartPolicy(Duration.ofMillis(1), Duration.ofMillis(2), FOR_EVER, 3);

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  @TempDir Path folder;
  private DataFolder data;
  private PidFiles pids;
  private @Nullable Supervised process;

  @BeforeEach
  void prepare() {
    data = new DataFolder(folder);
    pids = new PidFiles(data.run());
  }

  @AfterEach
  void end() throws Exception {
    if (process != null) {
      process.stop(PATIENCE);
    }
  }

  @Test
  void startsAProgramAtOnceThatHasWorkedAndWasKilled() throws Exception {
    // Given: a process that was ready counts as having worked, and any wait would last for ever.
    var policy = new RestartPolicy(FOR_EVER, FOR_EVER, Duration.ZERO, 3);
    start(policy, () -> true, "well").get(30, TimeUnit.SECONDS);
    ProcessHandle first = pids.find("sleeper").orElseThrow();
    // When
    first.destroyForcibly();
    // Then
    ProcessHandle second = awaitOther(first);
    second.destroyForcibly();
    ProcessHandle third = awaitOther(second);
    assertThat(said()).contains("sleeper", "exit code 137", "is started again at once");
    end();
    assertThat(third.isAlive()).isFalse();
    assertThat(pids.find("sleeper")).isEmpty();
  }

  @Test
  void doesNotWaitLongerAndLongerForAProgramThatGetsReadyAndDiesSoon() throws Exception {
    // Given: a second wait that is longer than the first would last for ever.
    var policy = new RestartPolicy(Duration.ofMillis(1), FOR_EVER, FOR_EVER, 3);
    start(policy, () -> true, "well").get(30, TimeUnit.SECONDS);
    // When
    ProcessHandle current = pids.find("sleeper").orElseThrow();
    for (int death = 1; death <= 3; death++) {
      current.destroyForcibly();
      current = awaitOther(current);
    }
    // Then
    assertThat(said())
        .contains("died 3 times in a row, each time before it had worked for 86400 s");
  }

  @Test
  void givesUpOnAProgramThatNeverGetsReadyAndShowsItsLog() {
    // When
    var ready = start(NOTHING_WORKS, () -> false, "die", "hard");
    // Then
    assertThatThrownBy(() -> ready.get(60, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("died 3 times in a row, without getting ready (exit code 3)")
        .hasMessageContaining("A sleeper says die hard")
        .hasMessageContaining("sleeper.log");
  }

  @Test
  void givesUpOnAProgramThatIsNeverReadyHoweverLongItTakesToDie() {
    // Given: a policy by which any life at all is a long one.
    var policy = new RestartPolicy(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ZERO, 3);
    // When
    var ready = start(policy, () -> false, "die");
    // Then
    assertThatThrownBy(() -> ready.get(60, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("died 3 times in a row");
  }

  @Test
  void tellsOfAProgramThatNoLongerGetsReadyAndGoesOnTrying() throws Exception {
    // Given
    var ready = new AtomicBoolean(true);
    var arguments = new AtomicReference<>("well");
    start(
            NOTHING_WORKS,
            ready::get,
            () -> TestPrograms.sleeper("sleeper", Objects.requireNonNull(arguments.get())))
        .get(30, TimeUnit.SECONDS);
    ProcessHandle first = pids.find("sleeper").orElseThrow();
    // When
    ready.set(false);
    arguments.set("die");
    first.destroyForcibly();
    Awaitility.await().atMost(PATIENCE).until(() -> said().contains("died 6 times in a row"));
    ready.set(true);
    arguments.set("well");
    // Then
    Awaitility.await().atMost(PATIENCE).until(() -> said().contains("is ready again"));
    assertThat(said()).contains("died 3 times in a row", "A sleeper says die");
  }

  @Test
  void goesOnTryingWhenTheProgramIsAwayForAWhile() throws Exception {
    // Given
    var missing = new AtomicBoolean();
    start(
            NOTHING_WORKS,
            () -> true,
            () -> {
              if (missing.get()) {
                throw new MeshException("its jar is missing");
              }
              return TestPrograms.sleeper("sleeper", "well");
            })
        .get(30, TimeUnit.SECONDS);
    ProcessHandle first = pids.find("sleeper").orElseThrow();
    // When
    missing.set(true);
    first.destroyForcibly();
    Awaitility.await().atMost(PATIENCE).until(() -> said().contains("its jar is missing"));
    missing.set(false);
    // Then
    awaitOther(first);
  }

  private CompletableFuture<Void> start(
      RestartPolicy policy, Supervised.Readiness readiness, String... arguments) {
    return start(policy, readiness, () -> TestPrograms.sleeper("sleeper", arguments));
  }

  private CompletableFuture<Void> start(
      RestartPolicy policy, Supervised.Readiness readiness, Supervised.Launch launch) {
    var console = new Console(new PrintStream(said, true, StandardCharsets.UTF_8));
    var environment = new Supervised.Environment(data, pids, policy, console);
    process = new Supervised("sleeper", launch, readiness, environment);
    return process.start();
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
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
