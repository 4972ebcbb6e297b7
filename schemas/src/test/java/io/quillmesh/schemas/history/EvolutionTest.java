package io.quillmesh.schemas.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.schemas.contract.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes to a schema as developers make them, and the messages that they get. */
class EvolutionTest {

  private static final String FIRST =
      """
      {"type": "record", "name": "Sent", "fields": [
        {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}, "default": 0},
        {"name": "size", "type": "int", "default": 0},
        {"name": "kind", "default": "UNKNOWN", "type":
          {"type": "enum", "name": "Kind", "symbols": ["UNKNOWN", "MAIL"], "default": "UNKNOWN"}},
        {"name": "notes", "default": [], "type": {"type": "array", "items":
          {"type": "record", "name": "Note", "fields": [
            {"name": "text", "type": "string", "default": ""}]}}},
        {"name": "reply", "default": null, "type": ["null",
          {"type": "record", "name": "Reply", "fields": [
            {"name": "score", "type": "int", "default": 0}]}]}]}
      """;

  /**
   * The same schema with one more field, so that problems with only the first version are visible,
   * too.
   */
  private static final String SECOND =
      change(
          FIRST,
          "[\n  {\"name\": \"at\"",
          "[{\"name\": \"new\", \"type\": \"string\", \"default\": \"\"}, {\"name\": \"at\"");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "name": "size"                      | "name": "length"                        | Sent.size: t version 1 has it, and it is gone
          {"name": "text", "type": "string", "default": ""} |                           | Note.text: t version 1 has it, and it is gone
          "MAIL"                              | "POST"                                  | Kind.MAIL: t version 1 has it, and it is gone
          "size", "type": "int"               | "size", "type": "long"                  | Sent.size: this build writes long, and t version 1 expects int
          "size", "type": "int", "default": 0 | "size", "type": "string", "default": "" | Sent.size: t version 1 writes int, and this build expects string
          {"name": "size"                     | {"name": "a", "type": "int"}, {"name": "size" | Sent.a: this build needs it, for it has no default there, and t version 1 does not write it
          "text", "type": "string"            | "text", "type": "bytes"                 | Note.text: t version 1 has it as string, this build as bytes
          "score", "type": "int"              | "score", "type": "long"                 | Reply.score: this build writes long, and t version 1 expects int
          "score", "type": "int", "default": 0 | "a", "type": "int"                     | Reply.a: this build needs it
          timestamp-millis                    | timestamp-micros                        | Sent.at: t version 1 has it as timestamp-millis, this build as timestamp-micros
          ["null",                            | ["null", "string",                      | Sent.reply: this build may write string, and t version 1 expects null or Reply
          "name": "Reply"                     | "name": "Answer"                        | Sent.reply: t version 1 may write Reply, and this build expects null or Answer
          """)
  void aBreakingChangeIsExplained(String before, @Nullable String after, String explanation)
      throws IOException {
    List<String> problems = problems(change(SECOND, before, after == null ? "" : after));

    assertThat(problems).anySatisfy(problem -> assertThat(problem).startsWith(explanation));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"name": "size" | {"name": "a", "type": "int", "default": 1}, {"name": "size"
          "MAIL"          | "MAIL", "POST"
          "default": ""   | "default": "", "doc": "what it says"
          """)
  void whatOnlyAddsIsFine(String before, String after) throws IOException {
    assertThat(problems(change(SECOND, before, after))).isEmpty();
  }

  /** The problems of a schema that comes after the two. */
  private List<String> problems(String next) throws IOException {
    release(1, FIRST);
    release(2, SECOND);
    return Evolution.problems(History.in(folder).of("t"), new Schema.Parser().parse(next));
  }

  private void release(int number, String schema) throws IOException {
    Path version = Files.createDirectories(folder.resolve("t").resolve(Integer.toString(number)));
    Files.writeString(version.resolve("schema.avsc"), schema);
  }

  private static String change(String schema, String before, String after) {
    assertThat(schema).contains(before);
    return schema.replace(before, after);
  }
}
