package io.quillmesh.reply.pairing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.quillmesh.schemas.EventCodec;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pairing inside the reply service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PairingProperties.class)
class PairingConfiguration {

  @Bean
  SourceTopics pairingTopics(KafkaProperties kafka, KafkaConnectionDetails connection) {
    Map<String, Object> settings = kafka.buildAdminProperties();
    settings.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, connection.getAdmin().getBootstrapServers());
    return new SourceTopics(settings, PairingTopology.topics());
  }

  @Bean
  StopSignal pairingStopSignal() {
    return new StopSignal();
  }

  @Bean
  PairingStreams pairingStreams(
      KafkaProperties kafka,
      KafkaConnectionDetails connection,
      PairingProperties properties,
      SourceTopics topics,
      EventCodec codec,
      StopSignal stopSignal,
      MeterRegistry meters) {
    Map<String, Object> settings = kafka.buildStreamsProperties();
    settings.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        connection.getStreams().getBootstrapServers());
    return new PairingStreams(
        PairingTopology.build(new PatientCodec(codec, stopSignal), properties.memory(), meters),
        StreamsSettings.of(settings, properties),
        topics,
        stopSignal,
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
