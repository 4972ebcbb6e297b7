package io.quillmesh.localmesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.config.Part;
import io.quillmesh.localmesh.program.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor as a process, with only broker and registry, which start slowly enough. */
@Tag("long")
class UpTest {

  private static final String JVM_FLAG = "-Dquillmesh.of=UpTest";

  @TempDir Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void leavesNoOrphanWhenKilledAndStartsAgainWithTheSameData() throws Exception {
    // Given
    Process mesh = up();
    awaitLine(mesh, "Quillmesh is ready");
    List<ProcessHandle> children = mesh.children().toList();
    assertThat(children)
        .hasSize(2)
        .allMatch(child -> child.info().commandLine().orElseThrow().contains(JVM_FLAG));
    // When
    mesh.destroyForcibly();
    // Then
    for (ProcessHandle child : children) {
      child.onExit().get(30, TimeUnit.SECONDS);
    }
    Process next = up();
    awaitLine(next, "Quillmesh is ready");
    List<ProcessHandle> nextChildren = next.children().toList();
    next.toHandle().destroy();
    awaitLine(next, "Quillmesh has ended");
    assertThat(next.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(nextChildren).hasSize(2).noneMatch(ProcessHandle::isAlive);
  }

  private Process up() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Program.java().toString());
    command.add("-Dquillmesh.root=" + Checkout.find().root());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("up", "--no-caches", "--random-ports", "--data", folder.toString()));
    command.addAll(List.of("--jvm-flags", JVM_FLAG));
    command.addAll(List.of("--without", Part.OFFLINE_MODEL.processName()));
    for (Part service : Part.services()) {
      command.addAll(List.of("--without", service.processName()));
    }
    Process mesh = new ProcessBuilder(command).redirectErrorStream(true).start();
    started.add(mesh);
    return mesh;
  }

  private static void awaitLine(Process process, String wanted) throws IOException {
    // One reader for each process: it may have read further than the line that it returned.
    BufferedReader reader = process.inputReader();
    var lines = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.append(line).append('\n');
      if (line.startsWith(wanted)) {
        return;
      }
    }
    throw new AssertionError("It ended without saying '" + wanted + "', but:\n" + lines);
  }
}
