package io.quillmesh.schemas.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.contract.Binary;
import io.quillmesh.schemas.contract.History;
import io.quillmesh.schemas.contract.SampleMaker;
import io.quillmesh.schemas.contract.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/**
 * {@code ./mesh freeze}: writes a new version, with samples, of each schema that differs from its
 * newest version. No test run does this by itself, because Surefire does not look for this name.
 */
class Freeze {
  static final Path FOLDER = Path.of("history");

  private final History history = History.in(FOLDER);

  @Test
  void freezeWhatChanged() throws IOException {
    for (Topic<?> topic : Topics.ofOneType().toList()) {
      List<Version> versions = history.versions(topic.name());
      if (versions.isEmpty() || !Evolution.isSame(versions.getLast(), topic.schema())) {
        assertThat(Evolution.problems(versions, topic.schema())).as(Evolution.ADVICE).isEmpty();
        freeze(topic, versions.size() + 1);
      }
    }
  }

  private static void freeze(Topic<?> topic, int number) throws IOException {
    Schema schema = topic.schema();
    write(
        topic,
        number,
        "schema.avsc",
        (SchemaFormatter.format("json/pretty", schema) + "\n").getBytes(StandardCharsets.UTF_8));
    for (String name : Version.sampleNames(schema)) {
      GenericRecord sample = SampleMaker.make(schema, name);
      write(topic, number, name + ".bin", Binary.write(schema, sample));
      write(
          topic,
          number,
          name + ".json",
          SampleMaker.json(schema, sample).getBytes(StandardCharsets.UTF_8));
    }
    System.out.printf("%s version %d is frozen%n", topic.name(), number);
  }

  private static void write(Topic<?> topic, int number, String name, byte[] content)
      throws IOException {
    Path file = FOLDER.resolve(Version.file(topic.name(), number, name));
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
