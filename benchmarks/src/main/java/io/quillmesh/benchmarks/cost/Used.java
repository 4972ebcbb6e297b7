package io.quillmesh.benchmarks.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What one process has used.
 *
 * @param time processor time, exact to a hundredth of a second
 * @param memory resident, in bytes; 0 where the system does not say
 */
record Used(long pid, Duration time, long memory) {

  /** The usage of no process. */
  static final Used NOTHING = new Used(-1, Duration.ZERO, 0);

  static Used of(ProcessHandle process) {
    return new Used(
        process.pid(),
        process.info().totalCpuDuration().orElse(Duration.ZERO),
        residentMemory(process.pid()));
  }

  private static long residentMemory(long pid) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .findFirst()
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .orElse(0L);
    } catch (IOException e) {
      // This is not Linux, or the process has just ended.
      return 0;
    }
  }
}
