package io.quillmesh.gateway.conversation.streams;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/**
 * The broker's addresses and security, as set in {@code spring.kafka}; each call returns a new map.
 */
public record KafkaConnection(KafkaProperties properties, KafkaConnectionDetails details) {

  public Map<String, Object> admin() {
    return at(details.getAdmin().getBootstrapServers(), properties.buildAdminProperties());
  }

  public Map<String, Object> consumer() {
    return at(details.getConsumer().getBootstrapServers(), properties.buildConsumerProperties());
  }

  public Map<String, Object> producer() {
    return at(details.getProducer().getBootstrapServers(), properties.buildProducerProperties());
  }

  public Map<String, Object> streams() {
    return at(details.getStreams().getBootstrapServers(), properties.buildStreamsProperties());
  }

  private static Map<String, Object> at(List<String> servers, Map<String, Object> settings) {
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
    return settings;
  }
}
