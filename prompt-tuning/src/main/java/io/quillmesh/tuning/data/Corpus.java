package io.quillmesh.tuning.data;

import io.quillmesh.tuning.weights.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Labelled messages.
 *
 * @param messages in the order of their files
 * @param hash the SHA-256 of all that was read, so that an artefact can say what it was made of
 */
public record Corpus(List<Message> messages, String hash) {
  private static final String SUFFIX = ".jsonl";

  /** Copies the messages. */
  public Corpus {
    messages = List.copyOf(messages);
  }

  /**
   * Reads a folder with {@code <language>/<LABEL>.jsonl}, as in {@code evaluation/intent}, or one
   * file whose lines have a {@code label} of their own.
   *
   * @throws DataException if something is missing or wrong; the message names the file and the line
   */
  public static Corpus read(Path place, Task task) {
    if (!Files.exists(place)) {
      throw new DataException("There are no labelled messages at " + place);
    }
    List<Message> messages = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      for (Path file : files(place)) {
        String name = String.valueOf(file.getFileName());
        boolean flat = file.equals(place);
        messages.addAll(
            MessageReader.read(
                file, flat ? null : name.substring(0, name.length() - SUFFIX.length())));
        String at = flat ? name : place.relativize(file).toString().replace('\\', '/');
        bytes.write((at + "\n").getBytes(StandardCharsets.UTF_8));
        bytes.write(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new DataException("Cannot read " + place + ": " + e);
    }
    messages.forEach(message -> check(place, message, task));
    return new Corpus(messages, Sha256.of(bytes.toByteArray()));
  }

  private static List<Path> files(Path place) throws IOException {
    if (Files.isRegularFile(place)) {
      return List.of(place);
    }
    try (Stream<Path> files = Files.walk(place, 2)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  private static void check(Path place, Message message, Task task) {
    if (!task.labels().contains(message.label())) {
      throw new DataException(
          "%s: \"%s\" has the label %s, but %s knows only %s"
              .formatted(place, message.text(), message.label(), task.agent(), task.labels()));
    }
  }

  /** The messages of a split and a route. */
  public List<Message> of(Split split, Route route) {
    return messages.stream().filter(m -> m.split() == split && m.route() == route).toList();
  }
}
