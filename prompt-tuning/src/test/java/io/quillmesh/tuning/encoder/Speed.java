package io.quillmesh.tuning.encoder;

import io.quillmesh.tuning.math.Gemm;
import io.quillmesh.tuning.math.Matrix;
import io.quillmesh.tuning.tokenizer.Tokens;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How quick it all is, in processor time, so that others on the machine matter less. No test, so it
 * runs only when it is named.
 */
class Speed {
  private static final int TOKENS = 25;
  private static final int BATCH = 32;
  private static final int ROUNDS = 7;

  @ParameterizedTest
  @CsvSource({"25,512,2048", "25,384,1536", "180,512,2048", "180,2048,512", "180,384,1536"})
  void products(int rows, int depth, int columns) {
    var a = new float[rows * Math.max(depth, columns)];
    var c = new float[rows * Math.max(depth, columns)];
    var plain = new float[depth * columns];
    // So many that they do not stay in a cache, as those of an encoder do not.
    List<Matrix> weights =
        Stream.generate(() ->
                new Matrix(
                    Arena.ofAuto()
                        .allocate(4L * depth * columns + 64)
                        .asSlice(2, 4L * depth * columns),
                    depth,
                    columns))
            .limit(50_000_000 / (4L * depth * columns))
            .toList();
    double work = 2e-9 * rows * depth * columns;
    var gemm = new Gemm();
    double forward =
        seconds(() -> weights.forEach(w -> gemm.multiply(rows, a, 0, depth, w, c, 0, columns)))
            / weights.size();
    double backward =
        seconds(() ->
            weights.forEach(w -> gemm.multiplyTransposed(rows, a, 0, columns, w, c, 0, depth)))
            / weights.size();
    double gradient =
        seconds(() ->
            gemm.multiply(depth, rows, columns, a, 0, 1, depth, c, 0, columns, plain, 0, columns));
    double loops = seconds(() -> loops(rows, depth, columns, a, plain, c));
    System.out.printf(
        "%d x %d x %d: forward %.0f GFLOP/s, backward %.0f, gradient of weights %.0f; plain loops %.0f%n",
        rows, depth, columns, work / forward, work / backward, work / gradient, work / loops);
  }

  // What the compiler makes of the simplest loops in the best order.
  private static void loops(int rows, int depth, int columns, float[] a, float[] b, float[] c) {
    for (int m = 0; m < rows; m++) {
      for (int k = 0; k < depth; k++) {
        float factor = a[m * depth + k];
        for (int n = 0; n < columns; n++) {
          c[m * columns + n] += factor * b[k * columns + n];
        }
      }
    }
  }

  @Test
  void likeBgeSmallZh() {
    encoder(new EncoderShape(21128, 512, 2, 512, 4, 8, 2048, 1e-12f), Pooling.CLS);
  }

  @Test
  void likeMinilmL6() {
    encoder(new EncoderShape(30522, 512, 2, 384, 6, 12, 1536, 1e-12f), Pooling.MEAN);
  }

  private static void encoder(EncoderShape shape, Pooling pooling) {
    var weights = EncoderWeights.random(shape, 1);
    var random = new Random(1);
    List<Tokens> batch =
        Stream.generate(() ->
                new Tokens(random.ints(TOKENS, 0, shape.vocabulary()).toArray(), new int[TOKENS]))
            .limit(BATCH)
            .toList();
    var prefixes = new Prompt(20, null, new float[shape.layers() * 2 * 20 * shape.width()]);
    var input = new Prompt(20, new float[20 * shape.width()], null);
    var encoder = new Encoder(weights, pooling);
    System.out.printf(
        "%d layers, width %d, %s, %d tokens, 1 thread%n",
        shape.layers(), shape.width(), pooling, TOKENS);
    System.out.printf(
        "  one message: %.1f ms, with v2 %.1f ms%n",
        1e3 * message(encoder, batch, Prompt.none()), 1e3 * message(encoder, batch, prefixes));
    System.out.printf(
        "  frozen, forward only: %.0f messages/s%n",
        BATCH / seconds(() -> encoder.forward(batch, Prompt.none()).discard()));
    System.out.printf(
        "  training v1: %.0f messages/s%n",
        BATCH / seconds(() -> train(encoder, batch, input, null)));
    System.out.printf(
        "  training v2: %.0f messages/s%n",
        BATCH / seconds(() -> train(encoder, batch, prefixes, null)));
    var all = new Encoder(weights.trainable(), pooling);
    var gradients = new WeightGradients(shape);
    System.out.printf(
        "  training all: %.0f messages/s%n",
        BATCH / seconds(() -> train(all, batch, Prompt.none(), gradients)));
  }

  private static double message(Encoder encoder, List<Tokens> batch, Prompt prompt) {
    return seconds(() -> batch.forEach(tokens -> encoder.encode(tokens, prompt))) / batch.size();
  }

  private static void train(
      Encoder encoder, List<Tokens> batch, Prompt prompt, @Nullable WeightGradients gradients) {
    Pass pass = encoder.forward(batch, prompt);
    pass.backward(pass.pooled().clone(), prompt.length() == 0 ? null : prompt.zero(), gradients);
  }

  // The middle of some rounds of at least a quarter of a second each, after as much warming up.
  private static double seconds(Runnable work) {
    Supplier<Double> round =
        () -> {
          int times = 0;
          double start = processorTime();
          double now;
          do {
            work.run();
            times++;
            now = processorTime();
          } while (now - start < 0.25);
          return (now - start) / times;
        };
    double[] rounds =
        Stream.generate(round).limit(2 * ROUNDS).skip(ROUNDS).mapToDouble(d -> d).toArray();
    Arrays.sort(rounds);
    return rounds[ROUNDS / 2];
  }

  // Of this thread: that of the process also counts the compiler.
  private static double processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }
}
