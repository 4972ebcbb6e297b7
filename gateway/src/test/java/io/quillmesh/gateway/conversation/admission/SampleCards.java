package io.quillmesh.gateway.conversation.admission;

import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.AgentLabels;
import io.quillmesh.schemas.AgentOutput;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.ResultSchemas;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/** Cards that nothing is wrong with, until a test changes them. */
public final class SampleCards {
  static {
    // Avro trusts our records once there is a codec.
    new EventCodec("mock://trust", true).close();
  }

  /** An answer of all types that answers have. */
  public static final Schema ANSWER =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Answer", "namespace": "io.quillmesh.agents.sample", "fields": [
                {"name": "titles", "default": [], "type": {"type": "array", "items": {
                  "type": "record", "name": "Title", "fields": [
                    {"name": "label", "type": "string", "default": ""},
                    {"name": "message", "type": "string", "default": ""}]}}},
                {"name": "mood", "default": "CALM",
                  "type": {"type": "enum", "name": "Mood", "symbols": ["CALM", "WILD"], "default": "CALM"}},
                {"name": "note", "type": ["null", "string"], "default": null},
                {"name": "counts", "type": {"type": "map", "values": "long"}, "default": {}},
                {"name": "score", "type": "int", "default": 0},
                {"name": "share", "type": "float", "default": 0},
                {"name": "exact", "type": "double", "default": 0},
                {"name": "done", "type": "boolean", "default": false}]}
              """);

  private SampleCards() {}

  /** An agent that answers with a record. */
  public static AgentCard.Builder card(String name, String... after) {
    return AgentCard.newBuilder()
        .setName(name)
        .setLabels(new AgentLabels("Titles", "标题"))
        .setAfter(List.of(after))
        .setEndsTurn(true)
        .setDeadlineMs(60_000)
        .setOutput(AgentOutput.RECORD)
        .setResultSchema(result(name, ANSWER).toString())
        .setAnswerSchema("{\"type\": \"object\", \"properties\": {}}")
        .setModel("a-model")
        .setPromptHash("abc")
        .setVersion("1");
  }

  /** An agent that answers with a text. */
  public static AgentCard.Builder textCard(String name, String... after) {
    return card(name, after)
        .setOutput(AgentOutput.TEXT)
        .setResultSchema(result(name, SchemaBuilder.builder().stringType()).toString())
        .setAnswerSchema("");
  }

  /** The schema of an agent's results; no agent shares a named type with another. */
  public static Schema result(String name, Schema answer) {
    return ResultSchemas.envelope(name, answer);
  }
}
