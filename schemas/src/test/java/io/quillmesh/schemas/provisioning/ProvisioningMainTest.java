package io.quillmesh.schemas.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment may contain. The tests in containers show that it works. */
class ProvisioningMainTest {

  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
              "SCHEMA_REGISTRY_URL", "http://registry:8080/apis/ccompat/v7"));

  @Test
  void partitionsAndReplicasHaveDefaults() {
    environment.put("PARTITIONS", "");

    assertThat(ProvisioningMain.of(environment).settings())
        .isEqualTo(Provisioning.Settings.DEFAULT);
  }

  @Test
  void partitionsAndReplicasCanBeSet() {
    environment.putAll(Map.of("PARTITIONS", "24", "REPLICATION_FACTOR", "3"));

    assertThat(ProvisioningMain.of(environment).settings())
        .isEqualTo(new Provisioning.Settings(OptionalInt.of(24), (short) 3));
  }

  @Test
  void whatTheBrokerAsksForIsInAFileOfKafkasOwnTools(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("client.properties");
    Files.writeString(file, "security.protocol=SASL_SSL\nbootstrap.servers=another:9092\n");
    environment.put("KAFKA_COMMAND_CONFIG", file.toString());

    assertThat(ProvisioningMain.of(environment).kafka())
        .isEqualTo(Map.of("bootstrap.servers", "kafka:9092", "security.protocol", "SASL_SSL"));
  }

  @Test
  void aFileThatIsNotThereIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("client.properties");
    environment.put("KAFKA_COMMAND_CONFIG", file.toString());

    assertThatThrownBy(() -> ProvisioningMain.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"KAFKA_BOOTSTRAP_SERVERS", "SCHEMA_REGISTRY_URL"})
  void whereToGoMustBeSaid(String name) {
    environment.remove(name);

    assertThatThrownBy(() -> ProvisioningMain.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + " is not set");
  }

  @ParameterizedTest
  @CsvSource({
    "PARTITIONS, many, PARTITIONS must be a number",
    "PARTITIONS, 0, partitions must be at least 1",
    "REPLICATION_FACTOR, 70000, REPLICATION_FACTOR must be a number",
    "REPLICATION_FACTOR, -1, replicationFactor must be at least 1",
  })
  void nonsenseIsRefused(String name, String value, String message) {
    environment.put(name, value);

    assertThatThrownBy(() -> ProvisioningMain.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
