package io.quillmesh.agenthost.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.agenthost.folder.FolderReader;
import io.quillmesh.agenthost.folder.FolderReader.Reading;
import io.quillmesh.agenthost.testing.TestFolder;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.contract.History;
import io.quillmesh.schemas.contract.MeshReader;
import io.quillmesh.schemas.contract.Sample;
import io.quillmesh.schemas.contract.Version;
import io.quillmesh.schemas.provisioning.DeclaredAgentProvisioning;
import io.quillmesh.testing.KafkaAndRegistry;
import io.quillmesh.testing.WithKafkaAndRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract kit against what agents have registered, with a real registry. */
@WithKafkaAndRegistry
class ResultContractTest {

  /** Tests share the registry. */
  private final String agent = "contract-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void everyVersionThatAnAgentRegisteredIsReadAndReadsBack(
      KafkaAndRegistry mesh, @TempDir Path parent) {
    // Given an agent whose answer has grown
    TestFolder folder = TestFolder.named(parent, agent);
    Topic<GenericRecord> first = register(mesh, folder);
    folder
        .replace("answer.avdl", "PLAIN, DARING", "PLAIN, DARING, WITTY")
        .replace(
            "answer.avdl", "/** Why; null", "/** Its length. */ int length = 0; /** Why; null");
    Topic<GenericRecord> second = register(mesh, folder);

    // When
    List<Version> versions = History.registered(mesh.registryUrl()).of(first.subject());

    // Then who generated classes from either version reads both, and is read
    assertThat(versions)
        .extracting(Version::schema)
        .containsExactly(first.schema(), second.schema());
    for (Version version : versions) {
      Sample sample = version.samples().getFirst();
      for (Schema yours : List.of(first.schema(), second.schema())) {
        GenericRecord read = (GenericRecord) sample.readWith(reader(yours)).get("answer");
        assertThat(((List<?>) read.get("titles")).getFirst())
            .hasToString(
                "{\"label\": \"answer.titles[0].label 伦敦 🏛\","
                    + " \"message\": \"answer.titles[0].message 伦敦 🏛\"}");
        GenericRecord result = new GenericRecordBuilder(yours).set("agent", agent).build();
        assertThat(new MeshReader(version).read(result).get("agent")).hasToString(agent);
      }
    }
  }

  @Test
  void aReaderThatDoesNotFitIsToldWhichFieldAndWhy(KafkaAndRegistry mesh, @TempDir Path parent) {
    // Given
    Topic<GenericRecord> results = register(mesh, TestFolder.named(parent, agent));
    String changed =
        results
            .schema()
            .toString()
            .replaceFirst("\"label\",\"type\":\"string\"", "\"label\",\"type\":\"boolean\"");
    Schema yours = new Schema.Parser().setValidateDefaults(false).parse(changed);
    Sample sample =
        History.registered(mesh.registryUrl())
            .of(results.subject())
            .getFirst()
            .samples()
            .getFirst();

    // When, Then
    assertThatThrownBy(() -> sample.readWith(reader(yours)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Title.label: ")
        .hasMessageContaining("writes string, and your schema expects boolean");
  }

  private static Topic<GenericRecord> register(KafkaAndRegistry mesh, TestFolder folder) {
    if (FolderReader.read(folder.path()) instanceof Reading.Good(var agent)) {
      Topic<GenericRecord> results = DeclaredAgent.results(agent);
      DeclaredAgentProvisioning.registerResult(mesh.registryUrl(), results);
      return results;
    }
    throw new AssertionError("The folder is broken");
  }

  private static GenericDatumReader<GenericRecord> reader(Schema yours) {
    return new GenericDatumReader<>(null, yours);
  }
}
