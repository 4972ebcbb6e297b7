package io.quillmesh.gateway.conversation.admission;

import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.AgentOutput;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.ResultSchemas;
import java.util.Objects;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Whether a schema is the standard envelope around an agent's answer. */
public final class ResultEnvelope {
  private static final String CALL = "call";

  private ResultEnvelope() {}

  /** The schema of a card's results. The card has no problem. */
  static Schema schema(AgentCard card) {
    // Defaults are checked when the answer is known to be small.
    return new Schema.Parser().setValidateDefaults(false).parse(card.getResultSchema());
  }

  static @Nullable String problem(AgentCard card) {
    Schema schema;
    try {
      schema = schema(card);
    } catch (AvroRuntimeException e) {
      return "its resultSchema is no Avro schema: " + Quoted.of(String.valueOf(e.getMessage()));
    }
    String problem = problem(card.getName(), schema);
    if (problem != null) {
      return "its resultSchema is not the standard envelope: " + problem;
    }
    boolean isText = answer(schema).getType() == Schema.Type.STRING;
    return isText == (card.getOutput() == AgentOutput.TEXT)
        ? null
        : "its output is %s, but the answer in its resultSchema is a %s"
            .formatted(card.getOutput(), isText ? "string" : "record");
  }

  /**
   * What is wrong with the schema of an agent's results; null for the standard envelope. What a
   * call cost may be told by another version of the mesh, which knows more or less about it.
   */
  public static @Nullable String problem(String agent, Schema schema) {
    if (!isOf(agent, schema)) {
      return "expected the record %s, got %s"
          .formatted(ResultSchemas.fullName(agent), Quoted.of(schema.getFullName()));
    }
    Schema.Field answer = schema.getField(ResultSchemas.ANSWER);
    if (answer == null) {
      return "the field answer is missing";
    }
    String type = AnswerTypes.problem(answer.schema());
    return type == null ? difference(schema, expected(agent, answer.schema())) : type;
  }

  /** Whether the schema has the name that an agent's results have. */
  public static boolean isOf(String agent, Schema schema) {
    return Agents.isName(agent)
        && schema.getType() == Schema.Type.RECORD
        && schema.getFullName().equals(ResultSchemas.fullName(agent));
  }

  private static Schema answer(Schema schema) {
    return schema.getField(ResultSchemas.ANSWER).schema();
  }

  private static @Nullable Schema expected(String agent, Schema answer) {
    try {
      return ResultSchemas.envelope(agent, answer);
    } catch (AvroRuntimeException e) {
      return null; // without defaults there is no envelope
    }
  }

  private static @Nullable String difference(Schema schema, @Nullable Schema expected) {
    if (expected == null) {
      return "each field of the answer needs a default";
    }
    if (schema.getFields().size() != expected.getFields().size()) {
      return "it has other fields than "
          + expected.getFields().stream().map(Schema.Field::name).toList();
    }
    return expected.getFields().stream()
        .filter(field -> !fits(field, schema.getField(field.name())))
        .findFirst()
        .map(field -> "the field %s is missing, or of another type".formatted(field.name()))
        .orElse(null);
  }

  private static boolean fits(Schema.Field expected, Schema.@Nullable Field actual) {
    return actual != null
        && (expected.name().equals(CALL)
            ? Compatibility.isMutual(expected.schema(), actual.schema())
            : Objects.equals(expected, actual));
  }
}
