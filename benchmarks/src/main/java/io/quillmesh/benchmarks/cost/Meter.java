package io.quillmesh.benchmarks.cost;

import io.quillmesh.endtoend.mesh.Mesh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads how much processes have used so far. */
public final class Meter {

  private final @Nullable Mesh mesh;

  /**
   * @param mesh null if its processes are not known; then only this process is measured
   */
  public Meter(@Nullable Mesh mesh) {
    this.mesh = mesh;
  }

  /** What all processes have used until now. */
  public Reading read() {
    Map<String, Used> all = new TreeMap<>();
    processes().forEach((name, process) -> all.put(name, Used.of(process)));
    return new Reading(
        System.nanoTime(), all, Used.of(ProcessHandle.current()), Machine.processorTime());
  }

  private Map<String, ProcessHandle> processes() {
    try {
      return mesh == null ? Map.of() : mesh.processes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What all processes had used at one moment. */
  public record Reading(long nanos, Map<String, Used> processes, Used driver, Duration machine) {

    /** What was used between two moments. */
    public Costs since(Reading before) {
      Map<String, Duration> times = new TreeMap<>();
      Map<String, Long> memory = new TreeMap<>();
      List<String> restarted = new ArrayList<>();
      processes.forEach((name, used) -> {
        Used earlier = before.processes.getOrDefault(name, Used.NOTHING);
        boolean same = earlier.pid() == used.pid();
        times.put(name, same ? used.time().minus(earlier.time()) : used.time());
        memory.put(name, used.memory());
        if (!same) {
          restarted.add(name);
        }
      });
      return new Costs(
          Duration.ofNanos(nanos - before.nanos),
          times,
          driver.time().minus(before.driver.time()),
          machine.minus(before.machine),
          memory,
          restarted);
    }
  }
}
