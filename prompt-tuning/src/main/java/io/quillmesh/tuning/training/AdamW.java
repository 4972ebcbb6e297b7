package io.quillmesh.tuning.training;

import io.quillmesh.tuning.layer.Parameter;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/** Adam with decoupled weight decay; gradients longer than 1 are shortened first. */
final class AdamW {
  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final float LEAST = 1e-8f;
  private static final double LONGEST = 1;

  private final List<Parameter> parameters;
  private final double decay;
  private final List<float[]> first;
  private final List<float[]> second;
  private long steps;

  AdamW(List<Parameter> parameters, double decay) {
    this.parameters = parameters;
    this.decay = decay;
    first = parameters.stream().map(p -> new float[p.size()]).toList();
    second = parameters.stream().map(p -> new float[p.size()]).toList();
  }

  /** Moves all values against their gradients, and makes these zero. */
  void step(double rate) {
    steps++;
    double norm = Math.sqrt(parameters.stream().mapToDouble(p -> squares(p.gradient())).sum());
    float shorten = norm > LONGEST ? (float) (LONGEST / norm) : 1;
    for (int i = 0; i < parameters.size(); i++) {
      Parameter p = parameters.get(i);
      double own = rate * p.rate();
      float keep = p.decays() ? (float) (1 - own * decay) : 1;
      float move = (float) (own / (1 - Math.pow(FIRST, steps)));
      float spread = (float) (1 / (1 - Math.pow(SECOND, steps)));
      update(p.values(), p.gradient(), first.get(i), second.get(i), shorten, keep, move, spread);
      Arrays.fill(p.gradient(), 0);
    }
  }

  private static void update(
      MemorySegment values,
      float[] gradient,
      float[] first,
      float[] second,
      float shorten,
      float keep,
      float move,
      float spread) {
    for (int i = 0; i < gradient.length; i++) {
      float g = gradient[i] * shorten;
      first[i] += (float) (1 - FIRST) * (g - first[i]);
      second[i] += (float) (1 - SECOND) * (g * g - second[i]);
      float by = move * first[i] / ((float) Math.sqrt(second[i] * spread) + LEAST);
      values.setAtIndex(
          ValueLayout.JAVA_FLOAT, i, keep * values.getAtIndex(ValueLayout.JAVA_FLOAT, i) - by);
    }
  }

  private static double squares(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return sum;
  }

  long steps() {
    return steps;
  }

  List<float[]> first() {
    return first;
  }

  List<float[]> second() {
    return second;
  }

  /** Goes on from a state that was kept. */
  void resume(long from, List<float[]> firstMoments, List<float[]> secondMoments) {
    steps = from;
    for (int i = 0; i < parameters.size(); i++) {
      System.arraycopy(firstMoments.get(i), 0, first.get(i), 0, first.get(i).length);
      System.arraycopy(secondMoments.get(i), 0, second.get(i), 0, second.get(i).length);
    }
  }
}
