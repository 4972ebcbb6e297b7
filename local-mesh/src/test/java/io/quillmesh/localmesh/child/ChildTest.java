package io.quillmesh.localmesh.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.program.Program;
import io.quillmesh.localmesh.program.RunningProgram;
import io.quillmesh.localmesh.program.TestPrograms;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

  @TempDir Path folder;

  @Test
  void endsWhenItsParentIsKilled() throws Exception {
    // Given
    Process parent = startParent();
    long pid = Long.parseLong(firstLine(parent));
    ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
    // When
    parent.destroyForcibly();
    // Then
    child.onExit().get(30, TimeUnit.SECONDS);
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void endsWhenItIsAskedTo() throws Exception {
    // Given
    Path log = folder.resolve("sleeper.log");
    RunningProgram sleeper = RunningProgram.start(TestPrograms.sleeper("sleeper", "well"), log);
    // When
    sleeper.stop(Duration.ofSeconds(30));
    // Then
    assertThat(sleeper.isAlive()).isFalse();
  }

  @Test
  void goesOnWhenTheTerminalIsInterrupted() throws Exception {
    // Given
    Path log = folder.resolve("sleeper.log");
    RunningProgram sleeper = RunningProgram.start(TestPrograms.sleeper("sleeper", "deep"), log);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Files.exists(log) && Files.readString(log).contains("deep"));
    // When
    new ProcessBuilder("kill", "-INT", Long.toString(sleeper.pid())).start().waitFor();
    // Then
    assertThat(sleeper.onExit()).isNotCompleted();
    sleeper.stop(Duration.ofSeconds(30));
    // 143 shows that the request to stop ended it.
    assertThat(sleeper.onExit().get()).isEqualTo(143);
  }

  private Process startParent() throws Exception {
    return new ProcessBuilder(
            Program.java().toString(),
            "-Dquillmesh.root=" + Checkout.find().root(),
            "-cp",
            System.getProperty("java.class.path"),
            SleeperParent.class.getName(),
            folder.resolve("sleeper.log").toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String firstLine(Process process) throws Exception {
    return new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }
}
