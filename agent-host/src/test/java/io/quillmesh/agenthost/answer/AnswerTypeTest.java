package io.quillmesh.agenthost.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.OutputSchema.MisfitException;
import io.quillmesh.agenthost.check.Problems;
import io.quillmesh.schemas.ResultSchemas;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnswerTypeTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final AnswerType ALL =
      type(
          """
          schema Answer;
          enum Tone { UNKNOWN, PLAIN, DARING } = UNKNOWN;
          enum Size { SMALL, LARGE } = SMALL;
          /** A place. */
          record Place {
            /** What it is called. */
            string name = "";
            /** Where it lies. */
            string? country = null;
          }
          record Answer {
            /** A text. */
            @minLength(1) @maxLength(20) @pattern("^[^!]*$") string text = "";
            /** Yes or no. */
            boolean flag = false;
            /** A score. */
            @minimum(0) @maximum(100) int score = 0;
            /** Large. */
            long large = 0;
            /** A share. */
            @minimum(0) @maximum(1.5) double share = 0.0;
            /** A small share. */
            float half = 0.0;
            /** A tone. */
            Tone tone = "UNKNOWN";
            /** Some places. */
            @minItems(1) @maxItems(3) array<Place> places = [];
            /** A score, or nothing. */
            @minimum(1) int? maybe = null;
            /** A size, or nothing. */
            Size? size = null;
            /** A place, or nothing. */
            union {null, Place} best = null;
            /** Words, or nothing. */
            union {null, array<string?>} words = null;
          }
          """);

  private static final String FULL =
      """
      {"text": "「雾」 😀 \\"x\\"", "flag": true, "score": 70, "large": 9007199254740993, "share": 0.25, "half": 0.5,
       "tone": "DARING", "places": [{"name": "伦敦", "country": "英国"}, {"name": "Ur", "country": null}],
       "maybe": 3, "size": "LARGE", "best": {"name": "Kew", "country": null}, "words": ["a", null]}
      """;

  private static final String EMPTY =
      """
      {"text": "a", "flag": false, "score": 0, "large": 0, "share": 0, "half": 0, "tone": "PLAIN",
       "places": [{"name": "", "country": null}], "maybe": null, "size": null, "best": null, "words": null}
      """;

  @Test
  void theJsonSchemaIsStrictAndSaysWhatTheFileSays() {
    assertThat(JSON.readTree(ALL.output().json()))
        .isEqualTo(
            JSON.readTree(
                """
                {"type": "object", "properties": {
                  "text": {"type": "string", "description": "A text.", "minLength": 1, "maxLength": 20, "pattern": "^[^!]*$"},
                  "flag": {"type": "boolean", "description": "Yes or no."},
                  "score": {"type": "integer", "description": "A score.", "minimum": 0, "maximum": 100},
                  "large": {"type": "integer", "description": "Large."},
                  "share": {"type": "number", "description": "A share.", "minimum": 0, "maximum": 1.5},
                  "half": {"type": "number", "description": "A small share."},
                  "tone": {"type": "string", "enum": ["PLAIN", "DARING"], "description": "A tone."},
                  "places": {"type": "array", "description": "Some places.", "minItems": 1, "maxItems": 3,
                    "items": {"type": "object", "description": "A place.", "properties": {
                      "name": {"type": "string", "description": "What it is called."},
                      "country": {"type": ["string", "null"], "description": "Where it lies."}},
                      "required": ["name", "country"], "additionalProperties": false}},
                  "maybe": {"type": ["integer", "null"], "description": "A score, or nothing.", "minimum": 1, "maximum": 2147483647},
                  "size": {"type": ["string", "null"], "enum": ["SMALL", "LARGE", null], "description": "A size, or nothing."},
                  "best": {"description": "A place, or nothing.", "anyOf": [{"type": "object", "properties": {
                      "name": {"type": "string", "description": "What it is called."},
                      "country": {"type": ["string", "null"], "description": "Where it lies."}},
                      "required": ["name", "country"], "additionalProperties": false}, {"type": "null"}]},
                  "words": {"type": ["array", "null"], "description": "Words, or nothing.", "items": {"type": ["string", "null"]}}},
                 "required": ["text", "flag", "score", "large", "share", "half", "tone", "places", "maybe", "size", "best", "words"],
                 "additionalProperties": false}
                """));
    assertThat(ALL.output().name()).isEqualTo("all_of_it_answer");
  }

  @Test
  void anAnswerBecomesARecordAndTheSameJsonAgain() throws MisfitException {
    for (String answer : new String[] {FULL, EMPTY}) {
      // When
      JsonNode read = ALL.output().read(answer);
      GenericRecord record = ALL.record(read);

      // Then
      assertThat(GenericData.get().validate(ALL.schema(), record)).isTrue();
      assertThat(JSON.readTree(record.toString())).isEqualTo(JSON.readTree(json(answer)));
    }
  }

  @Test
  void theRecordFitsTheEnvelope() throws MisfitException {
    // When
    Schema envelope = ResultSchemas.envelope("all-of-it", ALL.schema());
    GenericRecord result = new GenericData.Record(envelope);
    result.put("answer", ALL.record(ALL.output().read(FULL)));

    // Then
    assertThat(envelope.getField("answer").schema()).isEqualTo(ALL.schema());
    assertThat(ALL.schema().getNamespace()).isEqualTo("io.quillmesh.agents.all_of_it");
    assertThat(result.get("answer").toString()).contains("伦敦");
  }

  @Test
  void whatDoesNotFitIsForTheModelToRepair() {
    for (String misfit :
        new String[] {
          FULL.replace("DARING", "UNKNOWN"),
          FULL.replace("70", "101"),
          FULL.replace("\"maybe\": 3", "\"maybe\": 3000000000"),
          FULL.replace("\"text\": \"", "\"text\": \"!"),
          FULL.replace("\"maybe\": 3", "\"maybe\": 0"),
          FULL.replace("\"name\": \"Ur\", ", ""),
          FULL.replace("\"places\": [", "\"places\": [1, ")
        }) {
      assertThatThrownBy(() -> ALL.output().read(misfit)).isInstanceOf(MisfitException.class);
    }
  }

  @Test
  void aNumberThatItsTypeCannotHoldIsNoAnswer() throws MisfitException {
    // Given
    AnswerType small = type("schema Answer; record Answer { /** A number. */ long number = 0; }");
    JsonNode answer = small.output().read("{\"number\": 300000000000000000000}");

    // When, Then
    assertThatThrownBy(() -> small.record(answer))
        .isInstanceOf(AgentException.class)
        .hasMessageContaining("set @minimum and @maximum");
  }

  /** Floats of the record are printed with a fraction. */
  private static String json(String answer) {
    return answer
        .replace("\"share\": 0,", "\"share\": 0.0,")
        .replace("\"half\": 0,", "\"half\": 0.0,");
  }

  private static AnswerType type(String idl) {
    Problems problems = new Problems(Path.of("answer.avdl"));
    AnswerType type =
        new AnswerType(
            "all-of-it",
            AnswerIdl.read(idl, ResultSchemas.namespace("all-of-it"), problems).orElseThrow());
    assertThat(problems.list()).isEmpty();
    return type;
  }
}
