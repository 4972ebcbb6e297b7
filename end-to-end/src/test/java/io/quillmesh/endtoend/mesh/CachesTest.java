package io.quillmesh.endtoend.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quillmesh.endtoend.client.Gateway;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The caches for later starts, which {@code ./mesh up} makes while it is used. */
@Tag("long")
class CachesTest {

  /** There are no caches for these flags, and nobody else will need them. */
  private static final String FLAGS = "-XX:MaxTenuringThreshold=%d";

  private static final String BEGIN = "Making caches";
  private static final Duration PATIENCE = Duration.ofMinutes(9);

  @TempDir Path data;

  @Test
  void areMadeWhileTheMeshIsUsedAndUsedByTheNextStart() throws Exception {
    String flags = FLAGS.formatted(13);
    try (var first = up(flags)) {
      first.awaitWords(BEGIN, PATIENCE);
      assertThat(first.said().indexOf("Quillmesh is ready"))
          .isLessThan(first.said().indexOf(BEGIN));
      try (var mesh = Mesh.join(data);
          var gateway = new Gateway(mesh.gateway(), null)) {
        assertThat(gateway.newPerson().open().say("帮我写一篇伦敦游记").succeeded()).isTrue();
      }
      first.awaitWords("The caches are made", PATIENCE);
      assertThat(first.said()).doesNotContain("little harm", "wrote no cache", "No caches");
    }

    try (var second = up(flags)) {
      List<ProcessHandle> programs = second.descendants().toList();
      assertThat(programs).hasSize(9).allMatch(it -> commandLine(it).contains("-XX:AOTCache="));
      assertThat(second.said()).doesNotContain(BEGIN);
    }
  }

  @Test
  void leaveNothingBehindWhenTheMeshIsEndedMeanwhile() throws Exception {
    List<ProcessHandle> programs;
    try (var mesh = up(FLAGS.formatted(12))) {
      mesh.awaitWords(BEGIN, PATIENCE);
      await("the first programs of the training")
          .atMost(PATIENCE)
          .until(() -> mesh.descendants().count() > 10);
      programs = mesh.descendants().toList();
    }
    assertThat(programs).noneMatch(ProcessHandle::isAlive);
  }

  private Supervisor up(String flags) throws IOException, InterruptedException {
    return Supervisor.start(data, Mesh.NOBODYS, "--jvm-flags", flags);
  }

  private static String commandLine(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }
}
