package io.quillmesh.benchmarks.cost;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** The machine that everything runs on. */
public final class Machine {

  /** The unit of {@code /proc/stat}, which is the same on every system that Java supports. */
  private static final Duration TICK = Duration.ofMillis(10);

  private Machine() {}

  /** What a reader of the numbers has to know about the machine. */
  public static String describe() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return "%d cores%s, %.0f GiB, %s %s, Java %s"
        .formatted(
            system.getAvailableProcessors(),
            model(),
            system.getTotalMemorySize() / Math.pow(2, 30),
            system.getName(),
            system.getVersion(),
            Runtime.version());
  }

  /** How many processes waited for a processor in the last minute; negative if not known. */
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** Processor time of all processes since the machine started; zero if the system does not say. */
  static Duration processorTime() {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      String[] fields = lines.findFirst().orElse("").split("\\s+");
      // cpu user nice system idle iowait irq softirq: the sum leaves out idle and iowait.
      return Arrays.stream(new int[] {1, 2, 3, 6, 7})
          .mapToObj(i -> TICK.multipliedBy(Long.parseLong(fields[i])))
          .reduce(Duration.ZERO, Duration::plus);
    } catch (IOException e) {
      return Duration.ZERO;
    }
  }

  private static String model() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> " (" + line.replaceFirst(".*:\\s*", "") + ")")
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
