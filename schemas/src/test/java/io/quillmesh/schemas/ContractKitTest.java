package io.quillmesh.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.schemas.contract.History;
import io.quillmesh.schemas.contract.MeshReader;
import io.quillmesh.schemas.contract.ReadsTopic;
import io.quillmesh.schemas.contract.Sample;
import io.quillmesh.schemas.contract.WritesTopic;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

/** The kit's messages to a team that does not read or write as the mesh does. */
class ContractKitTest {
  /** Results of a declared agent. Its two versions are among this module's test resources. */
  private static final String RESULTS =
      "conversation.results-io.quillmesh.agents.kit_sample.KitSampleAnswered";

  @ReadsTopic("conversation.chunks")
  void aPartOfTheFieldsIsEnough(Sample sample) {
    Schema yours = SchemaBuilder.record("TextChunk").fields().requiredString("text").endRecord();

    GenericRecord read = sample.readWith(reader(yours));

    assertThat(read.get("text")).hasToString("text 伦敦 🏛");
  }

  @ReadsTopic("conversation.chunks")
  void aFieldThatIsNotWrittenIsNamed(Sample sample) {
    Schema misspelt = SchemaBuilder.record("TextChunk").fields().optionalString("txt").endRecord();
    Schema needed = SchemaBuilder.record("TextChunk").fields().requiredString("txt").endRecord();

    if (sample.version().isNewest()) {
      assertThatThrownBy(() -> sample.readWith(reader(misspelt)))
          .isInstanceOf(AssertionError.class)
          .hasMessage(
              "TextChunk.txt: %s does not write it, so your schema would always get its default."
                  .formatted(sample.version()));
    } else {
      // A later version may.
      assertThat(sample.readWith(reader(misspelt)).get("txt")).isNull();
    }
    assertThatThrownBy(() -> sample.readWith(reader(needed)))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "TextChunk.txt: your schema needs it, for it has no default there, and %s does not write it."
                .formatted(sample.version()));
  }

  @ReadsTopic("conversation.chunks")
  void anAliasIsAnotherNameForAFieldThatIsWritten(Sample sample) {
    Schema yours =
        SchemaBuilder.record("Piece")
            .aliases("io.quillmesh.schemas.TextChunk")
            .fields()
            .name("words")
            .aliases("text")
            .type()
            .stringType()
            .noDefault()
            .endRecord();

    assertThat(sample.readWith(reader(yours)).get("words")).hasToString("text 伦敦 🏛");
  }

  @ReadsTopic("conversation.phases")
  void anEnumWithoutADefaultSymbolIsNamed(Sample sample) {
    Schema yours =
        SchemaBuilder.record("PhaseDecided")
            .fields()
            .name("phase")
            .type()
            .enumeration("Phase")
            .symbols("DRAFTING", "REVISING", "FINISHING")
            .noDefault()
            .endRecord();

    assertThatThrownBy(() -> sample.readWith(reader(yours)))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "Phase: %s may write UNKNOWN, EXPLORING, CHOOSING_TEMPLATE, which your schema does not know, and the enum has no default symbol there."
                .formatted(sample.version()));
  }

  @WritesTopic("conversation.chunks")
  void whatTheMeshDoesNotReadIsNamed(MeshReader mesh) {
    Schema yours = SchemaBuilder.record("TextChunk").fields().requiredString("words").endRecord();

    GenericRecord written = new GenericRecordBuilder(yours).set("words", "a").build();

    if (mesh.version().isNewest()) {
      assertThatThrownBy(() -> mesh.read(written))
          .isInstanceOf(AssertionError.class)
          .hasMessage(
              "TextChunk.words: %s does not know it, so what your schema writes there would be lost."
                  .formatted(mesh.version()));
    } else {
      // A later version may.
      assertThat(mesh.read(written).get("text")).hasToString("");
    }
  }

  @WritesTopic("conversation.chunks")
  void aTypeThatTheMeshDoesNotReadIsNamed(MeshReader mesh) {
    Schema yours = SchemaBuilder.record("TextChunk").fields().requiredString("offset").endRecord();

    assertThatThrownBy(() -> mesh.read(new GenericRecordBuilder(yours).set("offset", "1").build()))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "TextChunk.offset: your schema writes string, and %s expects int."
                .formatted(mesh.version()));
  }

  @WritesTopic("conversation.phases")
  void theRestOfWhatAStrangerWritesIsDefaults(MeshReader mesh) {
    Schema yours =
        SchemaBuilder.record("PhaseDecided").fields().requiredString("turnId").endRecord();

    GenericRecord read = mesh.read(new GenericRecordBuilder(yours).set("turnId", "a").build());

    assertThat(read.get("turnId")).hasToString("a");
    assertThat(read.get("phase")).hasToString("UNKNOWN");
  }

  @ReadsTopic(RESULTS)
  void theResultsOfAnAgentHaveVersionsAndSamplesToo(Sample sample) {
    Schema yours =
        answered(answer().name("titles").type().array().items().stringType().noDefault());

    GenericRecord read = sample.readWith(reader(yours));

    assertThat(((GenericRecord) read.get("answer")).get("titles"))
        .hasToString("[answer.titles[0] 伦敦 🏛, answer.titles[1] 伦敦 🏛]");
    assertThat(sample.json()).contains(sample.version().number() == 1 ? "PLAIN" : "answer.remark");
  }

  @ReadsTopic(RESULTS)
  void aResultThatIsReadOtherwiseThanItIsWrittenIsNamed(Sample sample) {
    Schema yours = answered(answer().requiredInt("score"));

    assertThatThrownBy(() -> sample.readWith(reader(yours)))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "Answer.score: %s writes float, and your schema expects int."
                .formatted(sample.version()));
  }

  @WritesTopic(RESULTS)
  void theMeshReadsTheResultsThatAnotherServiceWrites(MeshReader mesh) {
    Schema yours = answered(answer().requiredFloat("score"));
    GenericRecord answer =
        new GenericRecordBuilder(yours.getField("answer").schema()).set("score", 0.5f).build();

    GenericRecord read = mesh.read(new GenericRecordBuilder(yours).set("answer", answer).build());

    assertThat(((GenericRecord) read.get("answer")).get("score")).isEqualTo(0.5f);
    assertThat(((GenericRecord) read.get("answer")).get("tone")).hasToString("UNKNOWN");
  }

  @Test
  void anAgentWithoutSchemasIsNamedWithWhereTheyAreLookedFor() {
    assertThatThrownBy(() -> History.ofTests().of("conversation.results-a.b.CAnswered"))
        .hasMessageContaining("contracts/conversation.results-a.b.CAnswered/1/schema.avsc")
        .hasMessageContaining("quillmesh.contract.registry")
        .hasMessageContaining("./mesh agent schema");
  }

  private static SchemaBuilder.FieldAssembler<Schema> answer() {
    return SchemaBuilder.record("Answer").fields();
  }

  private static Schema answered(SchemaBuilder.FieldAssembler<Schema> answer) {
    return SchemaBuilder.record("KitSampleAnswered")
        .fields()
        .name("answer")
        .type(answer.endRecord())
        .noDefault()
        .endRecord();
  }

  private static GenericDatumReader<GenericRecord> reader(Schema yours) {
    return new GenericDatumReader<>(null, yours);
  }
}
