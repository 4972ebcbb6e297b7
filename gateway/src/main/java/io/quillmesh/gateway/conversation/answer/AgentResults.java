package io.quillmesh.gateway.conversation.answer;

import io.quillmesh.gateway.conversation.admission.ResultEnvelope;
import io.quillmesh.gateway.conversation.effects.UnfitRecordException;
import io.quillmesh.schemas.AgentCall;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.ResultSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/**
 * The results of declared agents, whose records this build does not know. Whoever may write to the
 * topic may write anything, so each record is checked before a conversation sees it.
 */
public final class AgentResults {
  /**
   * No answer that is shown has as many. A record of the largest size that the broker takes, made
   * of items of one byte, would need hundreds of megabytes as JSON.
   */
  private static final int MAX_BYTES = 4 * Budgets.ANSWER;

  private AgentResults() {}

  /**
   * Refuses what is too large to be looked at.
   *
   * @param record as it is on the topic
   * @throws UnfitRecordException if it is
   */
  public static void checkSize(byte @Nullable [] record) {
    if (record != null && record.length > MAX_BYTES) {
      throw new UnfitRecordException(
          "ANSWER_TOO_LARGE",
          "the record has %d bytes, and at most %d are read".formatted(record.length, MAX_BYTES));
    }
  }

  /**
   * The answer in a record.
   *
   * @throws UnfitRecordException if it is not what its agent may write
   */
  public static AgentAnswer answer(GenericRecord result) {
    if (!(result.hasField("agent") && result.get("agent") instanceof CharSequence name)) {
      throw new UnfitRecordException(
          "ENVELOPE",
          "%s is not the standard envelope: the field agent is missing"
              .formatted(result.getSchema().getFullName()));
    }
    String agent = name.toString();
    if (Agents.isBuiltIn(agent)) {
      throw new UnfitRecordException(
          "BUILT_IN_AGENT", "the %s agent has a topic of its own".formatted(agent));
    }
    checkSchema(agent, result);
    return new AgentAnswer(
        agent,
        text(result, "conversationId"),
        text(result, "turnId"),
        json(result),
        text(result, "streamId"),
        call((GenericRecord) result.get("call")));
  }

  private static void checkSchema(String agent, GenericRecord result) {
    if (!ResultEnvelope.isOf(agent, result.getSchema())) {
      throw new UnfitRecordException(
          "FOREIGN_SCHEMA",
          "%s is not the record of the agent that it names"
              .formatted(result.getSchema().getFullName()));
    }
    String problem = ResultEnvelope.problem(agent, result.getSchema());
    if (problem != null) {
      throw new UnfitRecordException(
          "ENVELOPE", "the schema of the result is not the standard envelope: " + problem);
    }
  }

  private static String json(GenericRecord result) {
    String json = AnswerJson.of(result.get(ResultSchemas.ANSWER));
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Budgets.ANSWER) {
      throw new UnfitRecordException(
          "ANSWER_TOO_LARGE",
          "the answer has %d bytes as JSON, and at most %d are shown"
              .formatted(bytes, Budgets.ANSWER));
    }
    return json;
  }

  private static String text(GenericRecord result, String field) {
    return result.get(field).toString();
  }

  /** Another version of the mesh may have written it. */
  private static AgentCall call(GenericRecord call) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new GenericDatumWriter<GenericRecord>(call.getSchema()).write(call, encoder);
      return new SpecificDatumReader<AgentCall>(call.getSchema(), AgentCall.getClassSchema())
          .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
