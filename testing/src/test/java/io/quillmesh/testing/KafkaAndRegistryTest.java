package io.quillmesh.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.provisioning.Provisioning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@WithKafkaAndRegistry
class KafkaAndRegistryTest {
  private static final Provisioning.Settings SETTINGS =
      new Provisioning.Settings(OptionalInt.of(4), (short) 1);

  @Test
  void isFoundByItsPropertiesAndHasTheTopics() throws Exception {
    // When
    Set<String> topics = topics(System.getProperty("KAFKA_BOOTSTRAP_SERVERS"));
    // Then
    assertThat(topics).contains(Topics.TURNS.name(), Topics.CHUNKS.name());
  }

  /** Tests both ways. Other tests use one of them, and stop and restart it in every run. */
  @ParameterizedTest
  @EnumSource
  @Tag("long")
  void keepsItsDataWhenKilledAndStartedAgain(Way way, @TempDir Path folder) throws Exception {
    assumeThat(way == Way.CONTAINERS ? DockerImages.missing() : Optional.empty()).isEmpty();
    Path data = Files.createDirectory(folder.resolve("data"));
    try (var both = KafkaAndRegistry.start(data, SETTINGS, way)) {
      // Given
      Set<String> before = topics(both.bootstrapServers());
      // When
      both.killBroker();
      both.killRegistry();
      both.startBoth();
      // Then
      assertThat(before).contains(Topics.TURNS.name());
      assertThat(topics(both.bootstrapServers())).isEqualTo(before);
      Provisioning.run(both.bootstrapServers(), both.registryUrl(), SETTINGS);
    }
  }

  private static Set<String> topics(String bootstrapServers) throws Exception {
    try (var admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      return admin.listTopics().names().get();
    }
  }
}
