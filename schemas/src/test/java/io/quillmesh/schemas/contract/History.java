package io.quillmesh.schemas.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Every released version of every topic's schema, with its samples. */
public final class History {
  /** The property that names the registry which has the schemas of declared agents' results. */
  static final String REGISTRY = "quillmesh.contract.registry";

  /** How the subjects of declared agents' results begin. */
  private static final String RESULTS = "conversation.results-";

  private final Source source;

  private History(Source source) {
    this.source = source;
  }

  /** Where the files are. */
  interface Source {
    /** A file's content; null if there is no such file. */
    byte @Nullable [] read(String path) throws IOException;
  }

  /**
   * What a service is tested against: the history in this jar, and for the results of declared
   * agents, which this jar does not know, the registry that the property names. Without one it is
   * the folder {@code contracts} of your test resources.
   */
  public static History ofTests() {
    String registry = System.getProperty(REGISTRY, "");
    History results =
        registry.isBlank() ? new History(resources("/contracts/")) : registered(registry);
    History released = released();
    return new History(path -> (path.startsWith(RESULTS) ? results : released).source.read(path));
  }

  /**
   * The subjects of a registry.
   *
   * @param url its address, with Confluent's API; may contain user and password
   */
  public static History registered(String url) {
    return new History(new RegisteredSchemas(url));
  }

  /** The history in this jar. */
  public static History released() {
    return new History(resources("history/"));
  }

  private static Source resources(String folder) {
    return path -> {
      try (InputStream in = History.class.getResourceAsStream(folder + path)) {
        return in == null ? null : in.readAllBytes();
      }
    };
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
   * @param topic or the subject of a declared agent's results
   * @throws IllegalArgumentException if there are none
   */
  public List<Version> of(String topic) {
    List<Version> versions = versions(topic);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException(
          topic.startsWith(RESULTS)
              ? ("There is no schema of %s. Expected one in the registry that the property %s names, or"
                      + " in contracts/%s of your test resources: ./mesh agent schema DIR prints it")
                  .formatted(topic, REGISTRY, Version.file(topic, 1, "schema.avsc"))
              : "No schema of a topic %s was ever released: is the name right, and the kit new enough?"
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

  /** A version's sample. Those of agents' results are not kept, for they follow from the schema. */
  Sample sample(Version version, String topic, String name) {
    if (topic.startsWith(RESULTS)) {
      GenericRecord record = SampleMaker.make(version.schema(), name);
      return new Sample(
          version,
          name,
          Binary.write(version.schema(), record),
          SampleMaker.json(version.schema(), record));
    }
    String file = Version.file(topic, version.number(), name);
    return new Sample(
        version,
        name,
        read(file + ".bin"),
        new String(read(file + ".json"), StandardCharsets.UTF_8));
  }

  private byte[] read(String path) {
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
