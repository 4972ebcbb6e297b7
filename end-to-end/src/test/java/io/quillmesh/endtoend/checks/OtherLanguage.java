package io.quillmesh.endtoend.checks;

import io.quillmesh.endtoend.client.Json;
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

  /** A service that knows these two addresses and nothing else. */
  public OtherLanguage(Broker broker, Registry registry) {
    this.broker = broker;
    this.registry = registry;
  }

  /** Writes a record with the newest schema of its topic, and returns when it is there. */
  public void write(String topic, String key, Map<String, ?> event) {
    run("write.mjs", Stream.of(topic, key, Json.write(event)));
  }

  /**
   * Reads all topics until each had a record with one of the keys, and the texts in them all of
   * their chunks.
   *
   * @return the records by topic, and as {@code texts} what the chunks of each stream add up to
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
