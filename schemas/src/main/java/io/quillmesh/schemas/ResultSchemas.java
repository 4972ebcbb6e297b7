package io.quillmesh.schemas;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/**
 * The schemas of declared agents' results: an envelope that is the same for all, around an answer
 * that each agent defines. Names are made of the agent's, so that other teams can generate classes
 * for the results of several agents.
 */
public final class ResultSchemas {
  /** The field that holds the answer. */
  public static final String ANSWER = "answer";

  private ResultSchemas() {}

  /** The namespace of an agent's records, such as {@code io.quillmesh.agents.title_suggester}. */
  public static String namespace(String agent) {
    return "io.quillmesh.agents." + agent.replace('-', '_');
  }

  /** The full name of an agent's result, which ends in {@code TitleSuggesterAnswered}, say. */
  public static String fullName(String agent) {
    String camelCase =
        Arrays.stream(agent.split("-", -1))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
    return namespace(agent) + "." + camelCase + "Answered";
  }

  /**
   * The schema of an agent's result.
   *
   * @param agent its name
   * @param answer a record with a default for each field, or a string for a text
   * @throws org.apache.avro.AvroRuntimeException if the answer is something else, or has no
   *     defaults
   */
  public static Schema envelope(String agent, Schema answer) {
    Schema time = LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
    var fields =
        SchemaBuilder.record(fullName(agent))
            .doc("The %s agent answered.".formatted(agent))
            .fields();
    text(fields, "eventId", "A repeat has the same id.");
    fields.name("occurredAt").doc("When it happened.").type(time).withDefault(0L);
    text(fields, "conversationId", "The conversation.");
    text(fields, "turnId", "The turn.");
    text(fields, "agent", "Which agent answered, by its name.");
    Object none = answer.getType() == Schema.Type.STRING ? "" : Map.of();
    fields.name(ANSWER).doc("What it answered.").type(answer).withDefault(none);
    text(
        fields,
        "streamId",
        "The stream that its text came from; empty for an answer that is no text.");
    return fields
        .name("call")
        .doc("What it cost.")
        .type(AgentCall.getClassSchema())
        .withDefault(Map.of())
        .endRecord();
  }

  private static void text(SchemaBuilder.FieldAssembler<Schema> fields, String name, String doc) {
    fields.name(name).doc(doc).type().stringType().stringDefault("");
  }
}
