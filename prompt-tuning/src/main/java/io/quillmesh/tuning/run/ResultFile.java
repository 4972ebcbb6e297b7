package io.quillmesh.tuning.run;

import io.quillmesh.tuning.artefact.Safetensors;
import io.quillmesh.tuning.artefact.Tensor;
import io.quillmesh.tuning.encoder.Prompt;
import io.quillmesh.tuning.method.Head;
import io.quillmesh.tuning.method.Tuned;
import io.quillmesh.tuning.training.Scored;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Keeps finished runs, so that {@code --resume} does not do them again. */
final class ResultFile {
  private static final JsonMapper JSON = new JsonMapper();

  private ResultFile() {}

  static void write(Path file, RunResult result) {
    Map<String, Tensor> tensors = new HashMap<>();
    put(tensors, "prompt.input", result.tuned().prompt().input());
    put(tensors, "prompt.prefixes", result.tuned().prompt().prefixes());
    put(tensors, "encoder", result.tuned().weights());
    put(tensors, "head.weight", result.tuned().head().weight());
    put(tensors, "head.bias", result.tuned().head().bias());
    put(tensors, "dev", result.dev());
    put(tensors, "test", result.test());
    Map<String, String> texts =
        Map.of(
            "length", Integer.toString(result.tuned().prompt().length()),
            "epochs", Integer.toString(result.epochs()),
            "cost", JSON.writeValueAsString(result.cost()));
    Safetensors.of(texts, tensors).write(file);
  }

  static RunResult read(Path file) {
    Safetensors kept = Safetensors.read(file);
    Prompt prompt =
        new Prompt(
            Integer.parseInt(kept.metadata().getOrDefault("length", "")),
            values(kept, "prompt.input"),
            values(kept, "prompt.prefixes"));
    Head head = new Head(needed(kept, "head.weight"), needed(kept, "head.bias"));
    return new RunResult(
        new Tuned(prompt, head, values(kept, "encoder")),
        Integer.parseInt(kept.metadata().getOrDefault("epochs", "")),
        scored(kept, "dev"),
        scored(kept, "test"),
        JSON.readValue(kept.metadata().getOrDefault("cost", ""), RunResult.Cost.class));
  }

  private static void put(Map<String, Tensor> tensors, String name, float @Nullable [] values) {
    if (values != null) {
      tensors.put(name, Tensor.row(values));
    }
  }

  private static void put(Map<String, Tensor> tensors, String name, Scored scored) {
    int classes = scored.size() == 0 ? 0 : scored.logits().getFirst().length;
    float[] logits = new float[scored.size() * classes];
    float[] labels = new float[scored.size()];
    for (int i = 0; i < labels.length; i++) {
      System.arraycopy(scored.logits().get(i), 0, logits, i * classes, classes);
      labels[i] = scored.labels().get(i);
    }
    tensors.put(name + ".logits", new Tensor(List.of(labels.length, classes), logits));
    put(tensors, name + ".labels", labels);
  }

  private static Scored scored(Safetensors kept, String name) {
    float[] logits = needed(kept, name + ".logits");
    float[] labels = needed(kept, name + ".labels");
    List<float[]> rows = new ArrayList<>();
    List<Integer> right = new ArrayList<>();
    int classes = labels.length == 0 ? 0 : logits.length / labels.length;
    for (int i = 0; i < labels.length; i++) {
      rows.add(java.util.Arrays.copyOfRange(logits, i * classes, (i + 1) * classes));
      right.add((int) labels[i]);
    }
    return new Scored(rows, right);
  }

  private static float @Nullable [] values(Safetensors kept, String name) {
    Tensor tensor = kept.tensors().get(name);
    return tensor == null ? null : tensor.values();
  }

  private static float[] needed(Safetensors kept, String name) {
    return Objects.requireNonNull(values(kept, name), name);
  }
}
