package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.quillmesh.endtoend.mesh.Mesh;
import io.quillmesh.endtoend.mesh.WithMesh;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** {@code ./mesh up} is killed and cannot clean up. This test comes last. */
@WithMesh
@Order(Integer.MAX_VALUE)
class KilledSupervisorTest {

  @Test
  void leavesNoProcessBehind(Mesh mesh) throws Exception {
    assumeThat(mesh.isOfTheTests()).as("The mesh was started by these tests").isTrue();
    Map<String, ProcessHandle> processes = mesh.processes();
    assertThat(processes).containsKeys("supervisor", "broker", "gateway").hasSize(11);

    Objects.requireNonNull(processes.get("supervisor")).destroyForcibly();

    for (ProcessHandle process : processes.values()) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
    assertThat(processes.values()).noneMatch(ProcessHandle::isAlive);
  }
}
