package io.quillmesh.tunedmodel.classifier;

import io.quillmesh.tuning.artefact.ArtefactException;
import io.quillmesh.tuning.classifier.TunedClassifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Loads artefacts. A task that cannot be served as it should be stops the start. */
final class Artefacts {
  private static final String SUFFIX = ".safetensors";

  private Artefacts() {}

  /**
   * @throws ArtefactException if there are none, two of one task, or one that does not match the
   *     weights; the message says what to do
   */
  static Classifiers load(ArtefactProperties properties) {
    Map<String, Path> tasks = new TreeMap<>();
    List<Classifier> all = new ArrayList<>();
    for (Path file : files(properties.artefacts())) {
      var classifier =
          new ArtefactClassifier(TunedClassifier.load(file, properties.weights().toAbsolutePath()));
      all.add(classifier);
      Path before = tasks.put(classifier.task().agent(), file);
      if (before != null) {
        throw new ArtefactException(
            "%s and %s are both for the task %s: leave one out of TUNED_ARTEFACTS."
                .formatted(before, file, classifier.task().agent()));
      }
    }
    return new Classifiers(all);
  }

  static List<Path> files(List<Path> places) {
    List<Path> files = new ArrayList<>();
    for (Path place : places) {
      files.addAll(in(place.toAbsolutePath().normalize()));
    }
    return files;
  }

  private static List<Path> in(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of(existing(place));
    }
    try (var files = Files.list(place)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
      if (found.isEmpty()) {
        throw new ArtefactException(
            "The folder %s has no %s file. ./mesh tune writes one; TUNED_ARTEFACTS names the folder."
                .formatted(place, SUFFIX));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path existing(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ArtefactException(
          "There is no artefact %s. ./mesh tune writes one; TUNED_ARTEFACTS names files or folders."
              .formatted(file));
    }
    return file;
  }
}
