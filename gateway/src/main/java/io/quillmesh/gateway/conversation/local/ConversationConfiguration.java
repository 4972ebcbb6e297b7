package io.quillmesh.gateway.conversation.local;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.gateway.conversation.agents.CardConsumer;
import io.quillmesh.gateway.conversation.agents.CardLetters;
import io.quillmesh.gateway.conversation.agents.KnownAgents;
import io.quillmesh.gateway.conversation.delivery.Audience;
import io.quillmesh.gateway.conversation.streams.ConversationSettings;
import io.quillmesh.gateway.conversation.streams.CrashMarker;
import io.quillmesh.gateway.conversation.streams.KafkaConnection;
import io.quillmesh.gateway.conversation.streams.Provisioned;
import io.quillmesh.gateway.conversation.streams.StreamsLifecycle;
import io.quillmesh.gateway.conversation.streams.StreamsSettings;
import io.quillmesh.gateway.conversation.topology.ConversationTopology;
import io.quillmesh.gateway.conversation.topology.LocalPartitions;
import io.quillmesh.gateway.conversation.topology.Locks;
import io.quillmesh.gateway.conversation.topology.RegistryRetry;
import io.quillmesh.gateway.conversation.topology.TaskResources;
import io.quillmesh.schemas.EventCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates the beans of the conversations. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConversationSettings.class)
class ConversationConfiguration {
  private static final Duration CLOCK_INTERVAL = Duration.ofMillis(250);

  @Bean
  EventCodec conversationCodec(ConversationSettings settings) {
    return new EventCodec(settings.schemaRegistryUrl(), settings.autoRegisterSchemas());
  }

  @Bean
  KafkaConnection kafkaConnection(KafkaProperties properties, KafkaConnectionDetails details) {
    return new KafkaConnection(properties, details);
  }

  @Bean
  CommandProducer commandProducer(EventCodec conversationCodec, KafkaConnection kafka) {
    return new CommandProducer(conversationCodec, kafka.producer());
  }

  @Bean
  KnownAgents knownAgents(ConversationSettings settings, MeterRegistry meters) {
    return new KnownAgents(settings.deadlines().graph(), settings.turn(), meters);
  }

  @Bean
  CardConsumer cardConsumer(
      KafkaConnection kafka,
      EventCodec conversationCodec,
      KnownAgents knownAgents,
      MeterRegistry meters) {
    return new CardConsumer(kafka.consumer(), conversationCodec, knownAgents, meters);
  }

  @Bean
  CardLetters cardLetters(
      KafkaConnection kafka, EventCodec conversationCodec, MeterRegistry meters) {
    return new CardLetters(kafka.consumer(), kafka.producer(), conversationCodec, meters);
  }

  @Bean
  TaskResources taskResources(
      EventCodec conversationCodec,
      ConversationSettings settings,
      KnownAgents knownAgents,
      MeterRegistry meters) {
    return new TaskResources(
        conversationCodec,
        settings.fold(knownAgents),
        new LocalPartitions<>(),
        new LocalPartitions<>(),
        new Audience(),
        new Locks(),
        new RegistryRetry(Thread::sleep),
        Clock.systemUTC(),
        CLOCK_INTERVAL,
        () -> UUID.randomUUID().toString().replace("-", ""),
        meters);
  }

  @Bean
  StreamsLifecycle streamsLifecycle(
      EventCodec conversationCodec,
      TaskResources taskResources,
      ConversationSettings settings,
      KafkaConnection kafka,
      CardConsumer cardConsumer) {
    return new StreamsLifecycle(
        new Provisioned(kafka.admin()),
        conversationCodec,
        taskResources,
        ConversationTopology.build(taskResources),
        StreamsSettings.of(kafka.streams(), settings),
        new CrashMarker(settings.stateDir()),
        cardConsumer::awaitFirstReading);
  }

  @Bean
  LocalConversations conversations(
      TaskResources taskResources,
      CommandProducer commandProducer,
      StreamsLifecycle streamsLifecycle,
      ConversationSettings settings) {
    return new LocalConversations(
        taskResources,
        commandProducer::send,
        Executors.newVirtualThreadPerTaskExecutor(),
        new PartitionLocator(streamsLifecycle::streams, settings.address()),
        streamsLifecycle::isReady);
  }

  @Bean
  LocalVersions articleVersions(LocalConversations conversations) {
    return new LocalVersions(conversations);
  }
}
