package io.quillmesh.schemas.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Every released version of every topic's schema, with its samples. */
public final class History {

  private final Source source;

  private History(Source source) {
    this.source = source;
  }

  /** Where the files are. */
  private interface Source {
    /** A file's content; null if there is no such file. */
    byte @Nullable [] read(String path) throws IOException;
  }

  /** The history in this jar. */
  public static History released() {
    return new History(path -> {
      try (InputStream in = History.class.getResourceAsStream("history/" + path)) {
        return in == null ? null : in.readAllBytes();
      }
    });
  }

  /** The history in a folder. */
  public static History in(Path folder) {
    return new History(path -> {
      Path file = folder.resolve(path);
      return Files.exists(file) ? Files.readAllBytes(file) : null;
    });
  }

  /**
   * The versions of one topic's schema, the oldest first; never empty.
   *
   * @throws IllegalArgumentException if there are none
   */
  public List<Version> of(String topic) {
    List<Version> versions = versions(topic);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException(
          "No schema of a topic %s was ever released: is the name right, and the kit new enough?"
              .formatted(topic));
    }
    return versions;
  }

  /** The versions of one topic's schema, the oldest first; empty if it was never released. */
  public List<Version> versions(String topic) {
    List<Schema> schemas = new ArrayList<>();
    for (byte[] file;
        (file = find(Version.file(topic, schemas.size() + 1, "schema.avsc"))) != null; ) {
      schemas.add(Binary.schema(file));
    }
    List<Version> versions = new ArrayList<>();
    for (Schema schema : schemas) {
      int number = versions.size() + 1;
      versions.add(new Version(this, topic, number, number == schemas.size(), schema));
    }
    return versions;
  }

  byte[] read(String path) {
    byte[] content = find(path);
    if (content == null) {
      throw new IllegalStateException(path + " is missing: freezing a version writes it");
    }
    return content;
  }

  private byte @Nullable [] find(String path) {
    try {
      return source.read(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
