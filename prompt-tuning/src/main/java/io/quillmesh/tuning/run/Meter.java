package io.quillmesh.tuning.run;

import io.quillmesh.tuning.classifier.LoadedEncoder;
import io.quillmesh.tuning.encoder.Encoder;
import io.quillmesh.tuning.encoder.EncoderWeights;
import io.quillmesh.tuning.encoder.Pooling;
import io.quillmesh.tuning.method.Tuned;
import io.quillmesh.tuning.training.Example;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Measures what a run takes. */
final class Meter {
  private static final double BILLION = 1e9;
  private static final double KILOBYTES = 1024;
  private static final int WARM_UP = 200;
  private static final int TIMED = 200;

  private final long start = System.nanoTime();
  private final long processor = processorNanos();

  Meter() {
    try {
      // Linux forgets the peak then.
      Files.writeString(Path.of("/proc/self/clear_refs"), "5");
    } catch (IOException e) {
      // Elsewhere, or not allowed: the peak is that of the whole process.
    }
  }

  double seconds() {
    return (System.nanoTime() - start) / BILLION;
  }

  double processorSeconds() {
    return (processorNanos() - processor) / BILLION;
  }

  private static long processorNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  /** The most resident memory, or 0 where it is not known. */
  static double megabytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KILOBYTES)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Half of these messages take less than this, one by one on one thread. */
  static double milliseconds(
      LoadedEncoder loaded, Pooling pooling, Tuned tuned, List<Example> examples) {
    if (examples.isEmpty()) {
      return 0;
    }
    float[] weights = tuned.weights();
    if (weights == null) {
      return milliseconds(new Encoder(loaded.weights(), pooling), tuned, examples);
    }
    try (EncoderWeights own = loaded.weights().trainable()) {
      MemorySegment.copy(weights, 0, own.values(), ValueLayout.JAVA_FLOAT, 0, weights.length);
      return milliseconds(new Encoder(own, pooling), tuned, examples);
    }
  }

  private static double milliseconds(Encoder encoder, Tuned tuned, List<Example> examples) {
    double[] times = new double[TIMED];
    for (int i = 0; i < WARM_UP + TIMED; i++) {
      long begin = System.nanoTime();
      var _ =
          tuned
              .head()
              .logits(encoder.encode(examples.get(i % examples.size()).tokens(), tuned.prompt()));
      times[i % TIMED] = (System.nanoTime() - begin) / BILLION * 1000;
    }
    Arrays.sort(times);
    return times[TIMED / 2];
  }
}
