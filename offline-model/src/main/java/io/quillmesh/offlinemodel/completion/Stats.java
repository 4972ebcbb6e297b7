package io.quillmesh.offlinemodel.completion;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Statistics of calls since the start, in total and for each model. */
public final class Stats {

  private final Map<String, ModelStats> models = new ConcurrentHashMap<>();

  ModelStats of(String model) {
    return models.computeIfAbsent(model, name -> new ModelStats());
  }

  public Map<String, Object> snapshot() {
    Map<String, Map<String, Long>> perModel = new TreeMap<>();
    models.forEach((name, stats) -> perModel.put(name, stats.snapshot()));
    Map<String, Object> all = new LinkedHashMap<>(new ModelStats().snapshot());
    perModel
        .values()
        .forEach(one -> one.forEach((k, v) -> all.merge(k, v, (a, b) -> (Long) a + (Long) b)));
    all.put("models", perModel);
    return all;
  }
}
