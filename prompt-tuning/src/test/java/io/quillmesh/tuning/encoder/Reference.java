package io.quillmesh.tuning.encoder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.quillmesh.tuning.tokenizer.Tokens;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** ONNX Runtime running the same file, and pooling as simply as possible. */
final class Reference implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  Reference(Path onnx) throws OrtException {
    session = environment.createSession(onnx.toString());
  }

  float[] encode(Tokens tokens, Pooling pooling) throws OrtException {
    try (var ids = tensor(tokens.ids());
        var types = tensor(tokens.types());
        var mask = tensor(Arrays.stream(tokens.ids()).map(id -> 1).toArray());
        var result =
            session.run(
                Map.of("input_ids", ids, "token_type_ids", types, "attention_mask", mask))) {
      float[][] rows = ((float[][][]) result.get(0).getValue())[0];
      return pooling == Pooling.CLS ? rows[0] : mean(rows);
    }
  }

  private static float[] mean(float[][] rows) {
    var mean = new float[rows[0].length];
    for (int i = 0; i < mean.length; i++) {
      double sum = 0;
      for (float[] row : rows) {
        sum += row[i];
      }
      mean[i] = (float) (sum / rows.length);
    }
    return mean;
  }

  private OnnxTensor tensor(int[] values) throws OrtException {
    return OnnxTensor.createTensor(
        environment, new long[][] {Arrays.stream(values).asLongStream().toArray()});
  }

  static double cosine(float[] a, float[] b) {
    double product = 0;
    double one = 0;
    double two = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      one += (double) a[i] * a[i];
      two += (double) b[i] * b[i];
    }
    return product / Math.sqrt(one * two);
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
