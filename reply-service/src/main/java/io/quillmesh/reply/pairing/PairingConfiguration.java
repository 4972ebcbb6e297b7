package io.quillmesh.reply.pairing;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.quillmesh.schemas.EventCodec;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pairing inside the reply service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PairingProperties.class)
class PairingConfiguration {
  private static final Duration REGISTRY_PAUSE = Duration.ofSeconds(1);

  @Bean
  SourceTopics pairingTopics(PairingProperties properties) {
    return new SourceTopics(properties.bootstrapServers(), PairingTopology.topics());
  }

  @Bean
  PairingStreams pairingStreams(
      PairingProperties properties, SourceTopics topics, EventCodec codec) {
    RegistryPatience patience = new RegistryPatience(REGISTRY_PAUSE);
    return new PairingStreams(
        PairingTopology.build(codec, patience, properties.memory()),
        StreamsSettings.of(properties),
        topics,
        patience,
        properties.stopTimeout());
  }

  @Bean
  PairingHealth pairingHealthIndicator(PairingStreams streams) {
    return new PairingHealth(streams);
  }

  @Bean
  KafkaStreamsMetrics pairingMetrics(PairingStreams streams) {
    return new KafkaStreamsMetrics(streams.streams());
  }
}
