package io.quillmesh.endtoend.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quillmesh.endtoend.mesh.Mesh;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code ./mesh agent start}, as a person runs it in a terminal. */
final class AgentStart implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final ConcurrentLinkedDeque<String> lines = new ConcurrentLinkedDeque<>();

  private AgentStart(Process process) {
    this.process = process;
    Thread.ofVirtual().name("agent-start").start(this::read);
  }

  /** Runs the agents of these folders, and watches their files. */
  static AgentStart of(Mesh mesh, Path... folders) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("agent", "start", "--watch"));
    Stream.of(folders).map(Path::toString).forEach(arguments::add);
    return new AgentStart(mesh.tool(arguments.toArray(String[]::new)).start());
  }

  /** Returns when it has said all of this about an agent in one line, possibly long ago. */
  void awaitNews(String agent, String words) {
    await(agent + " " + words)
        .atMost(PATIENCE)
        .failFast(() -> assertThat(process.isAlive()).as("it runs, and says %s", lines).isTrue())
        .untilAsserted(() ->
            assertThat(lines)
                .anySatisfy(line -> assertThat(line.strip()).startsWith(agent).contains(words)));
  }

  /** Returns when it has said these words, possibly long ago. */
  void awaitLine(String words) {
    await(words)
        .atMost(PATIENCE)
        .failFast(() -> assertThat(process.isAlive()).as("it runs, and says %s", lines).isTrue())
        .untilAsserted(() -> assertThat(lines).anyMatch(line -> line.contains(words)));
  }

  /** Kills the agent host, like a crash, and returns when this has ended, too. */
  void killHost() throws InterruptedException {
    assertThat(process.children())
        .hasSize(1)
        .allSatisfy(host -> assertThat(host.destroyForcibly()).isTrue());
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
  }

  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      for (String line; (line = reader.readLine()) != null; ) {
        lines.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as Ctrl-C does. */
  @Override
  public void close() throws InterruptedException {
    List<ProcessHandle> host = process.children().toList();
    process.destroy();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(host).noneMatch(ProcessHandle::isAlive);
  }
}
