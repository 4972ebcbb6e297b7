package io.quillmesh.tuning.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products of all forms against the simplest loop; no size is a whole number of tiles. */
class GemmTest {
  private final Random random = new Random(1);
  private final Gemm gemm = new Gemm();

  @ParameterizedTest
  @CsvSource({"1,1,1", "2,3,5", "7,130,65", "5,300,70", "13,16,128", "4,129,200"})
  void productsAreRight(int rows, int depth, int columns) {
    float[] a = numbers(rows * depth);
    float[] b = numbers(depth * columns);
    float[] expected = numbers(rows * columns);
    float[] start = expected.clone();
    for (int m = 0; m < rows; m++) {
      for (int n = 0; n < columns; n++) {
        double sum = expected[m * columns + n];
        for (int k = 0; k < depth; k++) {
          sum += (double) a[m * depth + k] * b[k * columns + n];
        }
        expected[m * columns + n] = (float) sum;
      }
    }
    float[] bTransposed = transposed(b, depth, columns);

    float[] mapped = start.clone();
    gemm.multiply(rows, a, 0, depth, matrix(b, depth, columns), mapped, 0, columns);
    check(mapped, expected);
    float[] mappedTransposed = start.clone();
    gemm.multiplyTransposed(
        rows, a, 0, depth, matrix(bTransposed, columns, depth), mappedTransposed, 0, columns);
    check(mappedTransposed, expected);
    float[] arrays = start.clone();
    gemm.multiply(
        rows,
        depth,
        columns,
        transposed(a, rows, depth),
        0,
        1,
        rows,
        b,
        0,
        columns,
        arrays,
        0,
        columns);
    check(arrays, expected);
    float[] arraysTransposed = start.clone();
    gemm.multiplyTransposed(
        rows, depth, columns, a, 0, depth, bTransposed, 0, depth, arraysTransposed, 0, columns);
    check(arraysTransposed, expected);
  }

  // At an odd address, as in a file.
  private static Matrix matrix(float[] values, int rows, int columns) {
    MemorySegment segment = Arena.ofAuto().allocate(values.length * 4L + 1).asSlice(1);
    MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_FLOAT_UNALIGNED, 0, values.length);
    return new Matrix(segment, rows, columns);
  }

  private static float[] transposed(float[] x, int rows, int columns) {
    var transposed = new float[x.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        transposed[c * rows + r] = x[r * columns + c];
      }
    }
    return transposed;
  }

  private float[] numbers(int count) {
    var numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private static void check(float[] actual, float[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as("number " + i).isCloseTo(expected[i], offset(1e-4f));
    }
  }
}
