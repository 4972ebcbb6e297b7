package io.quillmesh.gateway.conversation.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.gateway.conversation.admission.SampleCards;
import io.quillmesh.gateway.conversation.effects.UnfitRecordException;
import io.quillmesh.schemas.AgentCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

class AgentResultsTest {
  private static final Schema TITLES = SampleCards.result("titles", SampleCards.ANSWER);

  @Test
  void anAnswerBecomesPlainJson() {
    // Given
    GenericData.Record answer = answer();
    Schema title = SampleCards.ANSWER.getField("titles").schema().getElementType();
    answer.put(
        "titles",
        List.of(
            new GenericRecordBuilder(title)
                .set("label", "伦敦 \"fog\" 🌫 \u2028\n")
                .set("message", "use it")
                .build()));
    answer.put("note", "a note");
    answer.put("counts", Map.of("words", 1L << 60));
    answer.put("score", -7);
    answer.put("share", 0.1f);
    answer.put("exact", 1e-7);

    // When
    AgentAnswer result = AgentResults.answer(result(TITLES, "titles", answer));

    // Then
    assertThat(result.answer())
        .isEqualTo(
            "{\"titles\":[{\"label\":\"伦敦 \\\"fog\\\" 🌫 \u2028\\n\",\"message\":\"use it\"}],"
                + "\"mood\":\"CALM\",\"note\":\"a note\",\"counts\":{\"words\":1152921504606846976},"
                + "\"score\":-7,\"share\":0.1,\"exact\":1.0E-7,\"done\":false}");
    assertThat(result.conversationId()).isEqualTo("conversation");
    assertThat(result.turnId()).isEqualTo("turn");
    assertThat(result.call().getInputTokens()).isEqualTo(12);
  }

  @Test
  void whatIsMissingIsNull() {
    assertThat(AgentResults.answer(result(TITLES, "titles", answer())).answer())
        .contains("\"note\":null");
  }

  @Test
  void aTextIsAJsonString() {
    // Given
    Schema texts = SampleCards.result("translator", SchemaBuilder.builder().stringType());

    // When
    AgentAnswer result = AgentResults.answer(result(texts, "translator", "in \"Chinese\""));

    // Then
    assertThat(result.answer()).isEqualTo("\"in \\\"Chinese\\\"\"");
    assertThat(result.streamId()).isEqualTo("stream");
  }

  @Test
  void whatIsNoNumberIsRefused() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      GenericData.Record answer = answer();
      answer.put("exact", value);
      assertRefused(result(TITLES, "titles", answer), "NOT_JSON");
    }
  }

  @Test
  void anAgentWritesOnlyItsOwnRecord() {
    assertRefused(result(TITLES, "readability", answer()), "FOREIGN_SCHEMA");
    assertRefused(result(TITLES, "", answer()), "FOREIGN_SCHEMA");
    assertRefused(result(TITLES, "--", answer()), "FOREIGN_SCHEMA");
  }

  @Test
  void theMeshsOwnAgentsDoNotAnswerHere() {
    Schema reply = SampleCards.result("reply", SampleCards.ANSWER);
    assertRefused(result(reply, "reply", answer()), "BUILT_IN_AGENT");
  }

  @Test
  void aLargeAnswerIsRefused() {
    GenericData.Record answer = answer();
    answer.put("note", "雾".repeat(22_000)); // three bytes each
    assertRefused(result(TITLES, "titles", answer), "ANSWER_TOO_LARGE");
  }

  @Test
  void aRecordThatIsFarTooLargeIsNotEvenRead() {
    AgentResults.checkSize(null);
    AgentResults.checkSize(new byte[256 * 1024]);
    assertThatThrownBy(() -> AgentResults.checkSize(new byte[256 * 1024 + 1]))
        .isInstanceOfSatisfying(
            UnfitRecordException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo("ANSWER_TOO_LARGE"));
  }

  @Test
  void onlyTheStandardEnvelopeIsRead() {
    // Given
    Schema noAgent = record("Other").fields().requiredString("name").endRecord();
    Schema noTurn =
        record("TitlesAnswered")
            .fields()
            .requiredString("agent")
            .name("answer")
            .type(SampleCards.ANSWER)
            .noDefault()
            .endRecord();

    // Then
    assertRefused(new GenericRecordBuilder(noAgent).set("name", "titles").build(), "ENVELOPE");
    assertRefused(
        new GenericRecordBuilder(noTurn).set("agent", "titles").set("answer", answer()).build(),
        "ENVELOPE");
  }

  @Test
  void itsCallMayBeToldByAnotherVersionOfTheMesh() {
    // Given
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : TITLES.getFields()) {
      fields.add(
          field.name().equals("call")
              ? new Schema.Field("call", olderCall(), null, Map.of())
              : new Schema.Field(field, field.schema()));
    }
    Schema older =
        Schema.createRecord(TITLES.getName(), null, TITLES.getNamespace(), false, fields);
    GenericRecord result = result(older, "titles", answer());

    // When
    AgentAnswer read = AgentResults.answer(result);

    // Then
    assertThat(read.call().getModel()).isEqualTo("m");
    assertThat(read.call().getCurrency()).isEmpty();
  }

  private static Schema olderCall() {
    Schema call = AgentCall.getClassSchema();
    List<Schema.Field> fields =
        call.getFields().stream()
            .filter(field -> !field.name().equals("currency"))
            .map(field -> new Schema.Field(field, field.schema()))
            .toList();
    return Schema.createRecord(call.getName(), null, call.getNamespace(), false, fields);
  }

  private static SchemaBuilder.RecordBuilder<Schema> record(String name) {
    return SchemaBuilder.record(name).namespace("io.quillmesh.agents.titles");
  }

  private static GenericData.Record answer() {
    return new GenericRecordBuilder(SampleCards.ANSWER).build();
  }

  private static GenericRecord result(Schema schema, String agent, Object answer) {
    Schema call = schema.getField("call").schema();
    return new GenericRecordBuilder(schema)
        .set("conversationId", "conversation")
        .set("turnId", "turn")
        .set("agent", agent)
        .set("answer", answer)
        .set("streamId", "stream")
        .set(
            "call",
            new GenericRecordBuilder(call).set("model", "m").set("inputTokens", 12L).build())
        .build();
  }

  private static void assertRefused(GenericRecord result, String reason) {
    assertThatThrownBy(() -> AgentResults.answer(result))
        .isInstanceOfSatisfying(
            UnfitRecordException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
