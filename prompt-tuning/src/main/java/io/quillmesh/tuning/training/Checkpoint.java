package io.quillmesh.tuning.training;

import io.quillmesh.tuning.artefact.Safetensors;
import io.quillmesh.tuning.artefact.Tensor;
import io.quillmesh.tuning.layer.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state of a training after an epoch, kept so that it can go on. All random numbers follow from
 * the seed and the epoch, so nothing else is needed for the same result as without a break.
 *
 * @param file where it is kept
 * @param fingerprint of everything that the result depends on; a checkpoint of something else is
 *     refused
 */
public record Checkpoint(Path file, String fingerprint) {

  void save(List<Parameter> parameters, AdamW optimiser, Progress progress, List<float[]> best) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      String name = parameters.get(i).name();
      tensors.put(name + "/value", Tensor.row(parameters.get(i).copy()));
      tensors.put(name + "/first", Tensor.row(optimiser.first().get(i)));
      tensors.put(name + "/second", Tensor.row(optimiser.second().get(i)));
      tensors.put(name + "/best", Tensor.row(best.get(i)));
    }
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("fingerprint", fingerprint);
    texts.put("steps", Long.toString(optimiser.steps()));
    texts.put("epoch", Integer.toString(progress.epoch()));
    texts.put("bestEpoch", Integer.toString(progress.bestEpoch()));
    texts.put("bestAccuracy", Double.toString(progress.bestAccuracy()));
    texts.put("bestLoss", Double.toString(progress.bestLoss()));
    Safetensors.of(texts, tensors).write(file);
  }

  /** Whether there is one to go on from. */
  boolean exists() {
    return Files.exists(file);
  }

  /** Puts the state back; fills {@code best}. */
  Progress restore(List<Parameter> parameters, AdamW optimiser, List<float[]> best) {
    Safetensors kept = Safetensors.read(file);
    Map<String, String> texts = kept.metadata();
    if (!fingerprint.equals(texts.get("fingerprint"))) {
      throw new IllegalStateException(
          file
              + " was left by a training with other data, settings or weights. Leave out --resume to begin"
              + " anew.");
    }
    List<float[]> first = new ArrayList<>();
    List<float[]> second = new ArrayList<>();
    best.clear();
    for (Parameter parameter : parameters) {
      parameter.set(values(kept, parameter, "value"));
      first.add(values(kept, parameter, "first"));
      second.add(values(kept, parameter, "second"));
      best.add(values(kept, parameter, "best"));
    }
    optimiser.resume(Long.parseLong(texts.getOrDefault("steps", "")), first, second);
    return new Progress(
        Integer.parseInt(texts.getOrDefault("epoch", "")),
        Integer.parseInt(texts.getOrDefault("bestEpoch", "")),
        Double.parseDouble(texts.getOrDefault("bestAccuracy", "")),
        Double.parseDouble(texts.getOrDefault("bestLoss", "")));
  }

  private float[] values(Safetensors kept, Parameter parameter, String what) {
    Tensor tensor = kept.tensors().get(parameter.name() + "/" + what);
    if (tensor == null || tensor.values().length != parameter.size()) {
      throw new IllegalStateException(
          file + " has no " + parameter.name() + "/" + what + " of the expected size");
    }
    return tensor.values();
  }
}
