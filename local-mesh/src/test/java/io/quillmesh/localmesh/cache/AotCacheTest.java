package io.quillmesh.localmesh.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.localmesh.program.LogTail;
import io.quillmesh.localmesh.program.Program;
import io.quillmesh.localmesh.program.RunningProgram;
import io.quillmesh.localmesh.program.Sleeper;
import io.quillmesh.localmesh.program.TestPrograms;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private Path jar;
  private Program program;

  @BeforeEach
  void packSleeper() throws IOException {
    jar = folder.resolve("sleeper.jar");
    pack("once");
    Program sleeper = TestPrograms.sleeper("sleeper", "hello");
    program = sleeper.from(List.of(jar), sleeper.childJar(), sleeper.mainClass());
  }

  @Test
  void isWrittenByOneRunAndUsedByTheNext() throws Exception {
    // Given
    AotCache cache = AotCache.of(program, folder.resolve("caches"));
    assertThat(cache.exists()).isFalse();
    // When
    runUntilItSays("hello", cache.training(), folder.resolve("training.log"));
    boolean kept = cache.keep();
    // Then
    assertThat(kept).isTrue();
    assertThat(cache.exists()).isTrue();
    // With "on" the JVM does not start at all if it cannot use the cache.
    Program strict = cache.apply().withJvmFlags(List.of("-XX:AOTMode=on"));
    runUntilItSays("hello", strict, folder.resolve("strict.log"));
  }

  @Test
  void isNotWrittenOnWhenItsProgramIsKilled() throws Exception {
    // Given
    AotCache cache = AotCache.of(program, folder.resolve("caches"));
    RunningProgram running = startUntilItSays("hello", cache.training(), folder.resolve("log"));
    ProcessHandle handle = ProcessHandle.of(running.pid()).orElseThrow();
    handle.destroy();
    Optional<ProcessHandle> writer = Optional.empty();
    while (writer.isEmpty()) {
      assertThat(running.isAlive()).as("it waits for what writes its cache").isTrue();
      writer = handle.descendants().findFirst();
    }
    // When
    running.kill();
    // Then
    writer.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(cache.keep()).isFalse();
  }

  @Test
  void isAnotherOneWhenTheJarChanges() throws Exception {
    // Given
    Path before = AotCache.of(program, folder).training().childJar();
    // When
    pack("twice");
    // Then
    Path after = AotCache.of(program, folder).training().childJar();
    assertThat(after).isNotEqualTo(before).exists();
    assertThat(before).doesNotExist();
  }

  @Test
  void copiesThatAnotherProcessRunsFromStay() throws Exception {
    // Given
    Path before =
        Objects.requireNonNull(AotCache.of(program, folder).training().childJar().getParent());
    Process other = holding(CopiesInUse.lockFile(before));
    try {
      // When
      pack("twice");
      AotCache.of(program, folder).training();
      // Then
      assertThat(before).exists();
    } finally {
      other.destroy();
      other.waitFor();
    }
    // When
    pack("three times");
    AotCache.of(program, folder).training();
    // Then
    assertThat(before).doesNotExist();
  }

  /** Starts a process that locks this file, as another mesh does. */
  private static Process holding(Path file) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                file.toString())
            .start();
    assertThat(process.getInputStream().read()).isEqualTo('!');
    return process;
  }

  /** Holds a lock until the test ends this process. */
  static final class Holder {
    public static void main(String[] args) throws Exception {
      try (FileChannel channel =
          FileChannel.open(Path.of(args[0]), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        var _ = channel.lock(0, Long.MAX_VALUE, true);
        System.out.print('!');
        System.out.flush();
        // Nothing is ever sent, so this waits until the test ends the process.
        var _ = System.in.read();
      }
    }
  }

  @Test
  void itsProgramRunsFromCopiesAlsoWithoutIt() throws Exception {
    // When
    Program copied = AotCache.of(program, folder.resolve("caches")).apply();
    // Then it runs although its jar is gone, as when a build overwrites it.
    Files.delete(jar);
    runUntilItSays("hello", copied, folder.resolve("log"));
  }

  private void pack(String content) throws IOException {
    String name = Sleeper.class.getName().replace('.', '/') + ".class";
    Path classes = TestPrograms.sleeper("sleeper").jars().getFirst();
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
      out.write("Manifest-Version: 1.0\n".getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new JarEntry(name));
      Files.copy(classes.resolve(name), out);
      out.putNextEntry(new JarEntry("content"));
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void runUntilItSays(String words, Program program, Path log) throws Exception {
    startUntilItSays(words, program, log).stop(PATIENCE);
  }

  private static RunningProgram startUntilItSays(String words, Program program, Path log)
      throws Exception {
    RunningProgram running = RunningProgram.start(program, log);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> {
          assertThat(running.isAlive()).as(() -> LogTail.of(log, 20)).isTrue();
          return Files.readString(log).contains(words);
        });
    return running;
  }
}
