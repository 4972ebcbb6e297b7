package io.quillmesh.benchmarks.cost;

import io.quillmesh.endtoend.mesh.Mesh;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The live objects in the heap of a process of the mesh. */
public final class Heap {

  private static final String TOTAL = "Total ";

  private final Mesh mesh;
  private final String process;

  /**
   * @param process its name, such as {@code gateway}
   */
  public Heap(Mesh mesh, String process) {
    this.mesh = mesh;
    this.process = process;
  }

  /** Makes the process collect its garbage, and counts the bytes of what is left. */
  public long live() throws IOException, InterruptedException {
    return Long.parseLong(total(histogram()).split(" +")[2]);
  }

  private List<String> histogram() throws IOException, InterruptedException {
    long pid =
        mesh.process(process)
            .orElseThrow(() -> new IOException("The %s does not run.".formatted(process)))
            .pid();
    // Without -all, jcmd counts only reachable objects.
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(pid),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    List<String> lines = jcmd.inputReader().lines().toList();
    jcmd.waitFor();
    return lines;
  }

  private static String total(List<String> lines) throws IOException {
    return lines.reversed().stream()
        .filter(line -> line.startsWith(TOTAL))
        .findFirst()
        .orElseThrow(() -> new IOException("jcmd says: " + String.join(" ", lines)));
  }
}
