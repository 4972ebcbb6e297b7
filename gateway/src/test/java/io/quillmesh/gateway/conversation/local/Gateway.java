package io.quillmesh.gateway.conversation.local;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quillmesh.gateway.conversation.agents.CardConsumer;
import io.quillmesh.gateway.conversation.agents.KnownAgents;
import io.quillmesh.gateway.conversation.streams.ConversationSettings;
import io.quillmesh.gateway.conversation.streams.DeadlineSettings;
import io.quillmesh.gateway.conversation.streams.StreamsLifecycle;
import io.quillmesh.schemas.Agents;
import io.quillmesh.testing.KafkaAndRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/**
 * The conversations of one instance, created as in the application, with a broker that asks for a
 * password.
 */
public record Gateway(
    LocalConversations conversations,
    StreamsLifecycle lifecycle,
    CardConsumer cards,
    KnownAgents agents,
    CommandProducer producer)
    implements AutoCloseable {

  static Gateway start(KafkaAndRegistry mesh, Path folder) {
    ConversationSettings settings = settings(mesh, folder);
    Map<String, String> client = mesh.securedClient();
    List<String> servers = List.of(client.get("bootstrap.servers"));
    KafkaProperties properties = new KafkaProperties();
    properties.getProperties().putAll(client);
    ConversationConfiguration parts = new ConversationConfiguration();
    var codec = parts.conversationCodec(settings);
    var kafka = parts.kafkaConnection(properties, () -> servers);
    var producer = parts.commandProducer(codec, kafka);
    var meters = new SimpleMeterRegistry();
    var agents = parts.knownAgents(settings, meters);
    var cards = parts.cardConsumer(kafka, codec, agents, meters);
    var shared = parts.taskResources(codec, settings, agents, meters);
    var lifecycle = parts.streamsLifecycle(codec, shared, settings, kafka, cards);
    var conversations = parts.conversations(shared, producer, lifecycle, settings);
    cards.start();
    lifecycle.start();
    Awaitility.await().atMost(Duration.ofSeconds(90)).until(lifecycle::isReady);
    return new Gateway(conversations, lifecycle, cards, agents, producer);
  }

  static ConversationSettings settings(KafkaAndRegistry mesh, Path stateDir) {
    return new ConversationSettings(
        mesh.registryUrl(), false, "", stateDir, 1, 0, deadlines(), 10, 20, "");
  }

  /** As they follow from the agents' defaults. */
  public static DeadlineSettings deadlines() {
    return new DeadlineSettings(
        Map.of(
            Agents.INTENT, call(Duration.ofSeconds(60)),
            Agents.CONTEXT, call(Duration.ofSeconds(90)),
            Agents.GENERATOR, call(Duration.ofMinutes(10)),
            Agents.REPLY, call(Duration.ofMinutes(3)),
            Agents.PHASE, call(Duration.ofSeconds(60))),
        null);
  }

  private static DeadlineSettings.Times call(Duration call) {
    return new DeadlineSettings.Times(null, call);
  }

  @Override
  public void close() {
    lifecycle.stop();
    cards.stop();
    producer.close();
  }
}
