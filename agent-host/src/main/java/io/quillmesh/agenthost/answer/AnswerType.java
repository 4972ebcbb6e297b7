package io.quillmesh.agenthost.answer;

import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.OutputSchema;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.avro.AvroMapper;
import tools.jackson.dataformat.avro.AvroSchema;

/** The answer of an agent, as a model gives it and as the topic has it. */
public final class AnswerType {
  private static final AvroMapper AVRO = new AvroMapper();

  private final Schema schema;
  private final OutputSchema<JsonNode> output;

  /**
   * @param agent the agent's name
   * @param schema from {@link AnswerIdl}
   */
  public AnswerType(String agent, Schema schema) {
    this.schema = schema;
    this.output =
        new OutputSchema<>(
            agent.replace('-', '_') + "_answer",
            AnswerJsonSchema.of(schema).toString(),
            JsonNode.class);
  }

  /** Its Avro schema. */
  public Schema schema() {
    return schema;
  }

  /** What the model has to answer. */
  public OutputSchema<JsonNode> output() {
    return output;
  }

  /**
   * An answer that fits {@link #output} as a record.
   *
   * @throws AgentException if it has a number that does not fit its Avro type
   */
  public GenericRecord record(JsonNode answer) {
    if (!isRepresentable(answer)) {
      throw misfit(null);
    }
    try {
      byte[] bytes = AVRO.writer(new AvroSchema(schema)).writeValueAsBytes(answer);
      return new GenericDatumReader<GenericRecord>(schema)
          .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (JacksonException | AvroRuntimeException | ClassCastException | IOException e) {
      throw misfit(e);
    }
  }

  /** Avro would take a larger number and change it. */
  private static boolean isRepresentable(JsonNode node) {
    return node.isContainer()
        ? node.valueStream().allMatch(AnswerType::isRepresentable)
        : !node.isIntegralNumber() || node.canConvertToLong();
  }

  private static AgentException misfit(@Nullable Exception cause) {
    return new AgentException(
        FailureCode.MODEL_ANSWER_INVALID,
        "The answer fits its JSON schema, but not its Avro record; expected numbers that their"
            + " types can hold: set @minimum and @maximum in answer.avdl",
        cause);
  }
}
