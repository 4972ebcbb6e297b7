package io.quillmesh.endtoend.checks;

import io.quillmesh.endtoend.client.Json;
import io.quillmesh.testing.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A service that is not written in Java: Node with {@code kafkajs} and Confluent's package. */
public final class OtherLanguage {

  private static final Path SCRIPTS = Path.of("src/test/js/kafka");

  private final Path modules = Node.install(SCRIPTS);
  private final Broker broker;
  private final Registry registry;

  /** A service that only knows these two addresses. */
  public OtherLanguage(Broker broker, Registry registry) {
    this.broker = broker;
    this.registry = registry;
  }

  /** Writes a record with the newest schema of its topic, and returns when the broker has it. */
  public void write(String topic, String key, Map<String, ?> event) {
    run("write.mjs", Stream.of(topic, key, Json.write(event)));
  }

  /**
   * Reads all topics until each had a record with one of the keys, and all chunks of the texts have
   * come.
   *
   * @return the records by topic, and as {@code texts} the joined chunks of each stream
   */
  public JsonNode read(List<String> keys, List<String> topics) {
    return Json.parse(
        run("read.mjs", Stream.concat(Stream.of(String.join(",", keys)), topics.stream())));
  }

  private String run(String script, Stream<String> arguments) {
    return Node.run(
        SCRIPTS.resolve(script),
        Stream.concat(
                Stream.of(modules.toString(), broker.bootstrapServers(), registry.address()),
                arguments)
            .toArray(String[]::new));
  }
}
