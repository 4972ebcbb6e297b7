package io.quillmesh.tuning.run;

import java.util.List;
import java.util.Locale;

/**
 * A mean over seeds, and how far it may be off.
 *
 * @param half half the width of the 95 % interval of the mean, by Student's t; 0 for one seed
 */
public record Interval(double mean, double half) {
  // Two-sided, 95 %, for 1 degree of freedom and more.
  private static final double[] STUDENT = {12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26};
  private static final double NORMAL = 1.96;

  /** Of these values, one for each seed. */
  public static Interval of(List<Double> values) {
    int n = values.size();
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    if (n < 2) {
      return new Interval(mean, 0);
    }
    double variance = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / (n - 1);
    double t = n - 2 < STUDENT.length ? STUDENT[n - 2] : NORMAL;
    return new Interval(mean, t * Math.sqrt(variance / n));
  }

  /** As a share without the leading zero, like {@code .812 ± .013}. */
  @Override
  public String toString() {
    return share(mean) + (half > 0 ? " ± " + share(half) : "");
  }

  /** A share with three digits, without the leading zero. */
  public static String share(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.startsWith("0.") ? text.substring(1) : text;
  }
}
