package io.quillmesh.localmesh.program;

import io.quillmesh.localmesh.child.Broker;
import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.config.ClientLog;
import io.quillmesh.localmesh.config.FreePorts;
import io.quillmesh.localmesh.config.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Apache Kafka in KRaft mode: broker and controller in one process. */
public final class BrokerProgram {

  private static final List<String> FLAGS =
      List.of(
          "-Dlog4j2.statusLoggerLevel=OFF",
          "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.common.config=warn",
          "-Dorg.slf4j.simpleLogger.showDateTime=true",
          "-Dorg.slf4j.simpleLogger.dateTimeFormat=" + ClientLog.DATE_TIME_FORMAT,
          "-Dorg.slf4j.simpleLogger.showShortLogName=true");

  /** Settings for one small broker, used here and by tests that run it in a container. */
  public static final String SETTINGS =
      """
      # One node.
      offsets.topic.replication.factor=1
      transaction.state.log.replication.factor=1
      transaction.state.log.min.isr=1
      share.coordinator.state.topic.replication.factor=1
      share.coordinator.state.topic.min.isr=1

      # The provisioning step creates topics; a misspelt name must not create one.
      auto.create.topics.enable=false

      # Small: the defaults are for a machine of its own.
      offsets.topic.num.partitions=4
      transaction.state.log.num.partitions=4
      # Each of these threads wakes up three times a second even when there is nothing to do.
      num.network.threads=1
      num.io.threads=2
      background.threads=2
      group.coordinator.threads=1
      log.cleaner.dedupe.buffer.size=16777216
      log.segment.bytes=268435456
      log.index.size.max.bytes=1048576

      # Do not wait for members that will not come, and let a killed broker come back at once.
      group.initial.rebalance.delay.ms=0
      broker.heartbeat.interval.ms=1500
      broker.session.timeout.ms=3000
      # A transaction that a killed process left open delays its successor, so look for such transactions often.
      transaction.abort.timed.out.transaction.cleanup.interval.ms=500

      # By default an empty record is written twice a second, for other controllers to see how far behind they are. There are none.
      metadata.max.idle.interval.ms=0

      # A mesh that was off for weeks continues where it stopped.
      offsets.retention.minutes=129600
      """;

  private BrokerProgram() {}

  /**
   * @param data the broker's folder, which is created and formatted if it does not exist
   * @param port where clients connect
   */
  public static Program create(Checkout checkout, Path data, int port) throws IOException {
    Files.createDirectories(data);
    Path properties = settings(data);
    Files.writeString(properties, properties(data.resolve("log"), port, FreePorts.next()));
    List<String> flags = new ArrayList<>(Part.BROKER.jvmFlags());
    flags.addAll(FLAGS);
    return new Program(
        "broker",
        flags,
        checkout.broker(),
        checkout.childJar(),
        Broker.class.getName(),
        List.of(properties.toString()),
        Map.of(),
        Part.BROKER.niceness());
  }

  /** The file with a broker's settings, in its data folder. */
  public static Path settings(Path data) {
    return data.resolve("server.properties");
  }

  /** Whether clients get an answer. An open port is not enough: it is open early in the start. */
  public static boolean answers(int port) {
    return !FreePorts.isFree(port) && answers("127.0.0.1:" + port);
  }

  /** Whether clients get an answer from a broker at any address. */
  public static boolean answers(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2000,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2000,
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 100);
    try (var admin = Admin.create(settings)) {
      return !admin.describeCluster().nodes().get().isEmpty();
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String properties(Path log, int port, int controllerPort) {
    return """
    # Written at every start.
    process.roles=broker,controller
    node.id=1
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
    controller.listener.names=CONTROLLER
    # Static voters, so that the controller's port may change at each start.
    controller.quorum.voters=1@127.0.0.1:%2$d
    log.dirs=%3$s

    %4$s\
    """
        .formatted(
            port, controllerPort, log.toAbsolutePath().toString().replace("\\", "\\\\"), SETTINGS);
  }
}
