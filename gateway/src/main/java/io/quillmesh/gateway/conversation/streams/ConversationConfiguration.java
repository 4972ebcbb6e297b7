package io.quillmesh.gateway.conversation.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.schemas.EventCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the conversations together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConversationSettings.class)
class ConversationConfiguration {
  private static final Duration CLOCK_INTERVAL = Duration.ofMillis(250);

  @Bean
  EventCodec conversationCodec(ConversationSettings settings) {
    return new EventCodec(settings.schemaRegistryUrl(), settings.autoRegisterSchemas());
  }

  @Bean
  CommandProducer commandProducer(EventCodec conversationCodec, ConversationSettings settings) {
    return new CommandProducer(conversationCodec, settings.bootstrapServers());
  }

  @Bean
  TaskResources taskResources(
      EventCodec conversationCodec, ConversationSettings settings, MeterRegistry meters) {
    return new TaskResources(
        conversationCodec,
        settings.fold(),
        new LocalPartitions<>(),
        new LocalPartitions<>(),
        new Audience(),
        new Locks(),
        new RegistryPatience(Thread::sleep),
        Clock.systemUTC(),
        CLOCK_INTERVAL,
        () -> UUID.randomUUID().toString().replace("-", ""),
        meters);
  }

  @Bean
  StreamsLifecycle streamsLifecycle(
      EventCodec conversationCodec, TaskResources taskResources, ConversationSettings settings) {
    return new StreamsLifecycle(
        new Provisioned(settings.bootstrapServers()),
        conversationCodec,
        taskResources,
        ConversationTopology.build(taskResources),
        StreamsSettings.of(settings),
        new CrashMarker(settings.stateDir()));
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
        new Owners(streamsLifecycle::streams, settings.address()),
        streamsLifecycle::isReady);
  }
}
