package io.quillmesh.tunedmodel.classifier;

import java.util.List;

/** One for each task. */
public record Classifiers(List<Classifier> all) implements AutoCloseable {
  public Classifiers {
    all = List.copyOf(all);
  }

  @Override
  public void close() {
    all.forEach(Classifier::close);
  }
}
