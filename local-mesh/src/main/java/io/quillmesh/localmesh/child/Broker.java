package io.quillmesh.localmesh.child;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Formats the broker's storage if it is new, then runs the broker: this takes one process instead
 * of two, and no Log4j, which Kafka's own main classes require.
 */
public final class Broker {

  private Broker() {}

  /**
   * @param args the path of the broker's properties
   */
  public static void main(String[] args) throws Exception {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(Path.of(args[0]))) {
      properties.load(reader);
    }
    if (!Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"))) {
      format(properties);
    }
    var server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
    Exit.addShutdownHook("stop-broker", server::shutdown);
    server.startup();
    server.awaitShutdown();
  }

  private static void format(Properties properties) throws Exception {
    new Formatter()
        .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
        .setClusterId(Uuid.randomUuid().toString())
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .setControllerListenerName(properties.getProperty("controller.listener.names"))
        .addDirectory(properties.getProperty("log.dirs"))
        .setMetadataLogDirectory(properties.getProperty("log.dirs"))
        .run();
  }
}
