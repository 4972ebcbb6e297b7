package io.quillmesh.agent.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.retry.Backoff;
import io.quillmesh.agent.retry.RetryForever;
import io.quillmesh.agent.retry.Sleeper;
import io.quillmesh.schemas.EventCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;

/** What an agent reads and writes with. */
@AutoConfiguration
@ConditionalOnBean(AgentBinding.class)
@EnableConfigurationProperties(RegistryProperties.class)
class AgentKafkaAutoConfiguration {
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

  @Bean
  @ConditionalOnMissingBean
  EventCodec eventCodec(RegistryProperties properties) {
    return new EventCodec(properties.url(), properties.autoRegister());
  }

  @Bean
  Codec codec(EventCodec events) {
    return new Codec(events, retryForever("schema registry"));
  }

  @Bean
  KafkaClients kafkaClients(
      KafkaProperties properties, KafkaConnectionDetails connection, MeterRegistry meters) {
    return new KafkaClients(properties, connection, meters);
  }

  @Bean
  Publisher publisher(KafkaClients clients, Codec codec) {
    return new Publisher(clients.producers(), codec, retryForever("broker"));
  }

  @Bean
  DeadLetters deadLetters(Publisher publisher, MeterRegistry meters) {
    return new DeadLetters(publisher, meters, InstantSource.system());
  }

  @Bean
  AgentProvisioning agentProvisioning(KafkaClients clients, RegistryProperties properties) {
    return new AgentProvisioning(
        clients, properties.url(), retryForever("broker"), retryForever("schema registry"));
  }

  @Bean
  CardTopic cardTopic(KafkaClients clients, Publisher publisher, Codec codec) {
    return new CardTopic(clients, publisher, codec, InstantSource.system());
  }

  private static RetryForever retryForever(String dependency) {
    return new RetryForever(
        dependency,
        new Backoff(FIRST_BACKOFF, LONGEST_BACKOFF, () -> ThreadLocalRandom.current().nextLong()),
        Sleeper.REAL,
        InstantSource.system());
  }
}
