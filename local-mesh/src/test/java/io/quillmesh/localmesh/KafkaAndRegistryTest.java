package io.quillmesh.localmesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.localmesh.testing.WithKafkaAndRegistry;
import io.quillmesh.schemas.Provisioning;
import io.quillmesh.schemas.Topics;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;

@WithKafkaAndRegistry
class KafkaAndRegistryTest {

  @Test
  void isFoundByItsPropertiesAndHasTheTopics() throws Exception {
    // When
    Set<String> topics = topics(System.getProperty("KAFKA_BOOTSTRAP_SERVERS"));
    // Then
    assertThat(topics).contains(Topics.TURNS.name(), Topics.CHUNKS.name());
  }

  @Test
  void keepsItsDataWhenKilledAndStartedAgain(KafkaAndRegistry both) throws Exception {
    // Given
    Set<String> before = topics(both.bootstrapServers());
    // When
    both.killBroker();
    both.killRegistry();
    both.startBroker();
    both.startRegistry();
    // Then
    assertThat(topics(both.bootstrapServers())).isEqualTo(before);
    Provisioning.run(
        both.bootstrapServers(), both.registryUrl(), new Provisioning.Settings(4, (short) 1));
  }

  private static Set<String> topics(String bootstrapServers) throws Exception {
    try (var admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      return admin.listTopics().names().get();
    }
  }
}
