package io.quillmesh.offlinemodel.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quillmesh.offlinemodel.openai.Json;
import io.quillmesh.offlinemodel.openai.OpenAiError;
import io.quillmesh.offlinemodel.understanding.Document;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SchemaValidityTest {

  private static final int SCHEMAS = 1_000;
  private static final List<Map<String, Object>> REQUESTS =
      List.of(
          Map.of(),
          Map.of("message", "Help me write a travelogue about London", "language", "en"),
          Map.of(
              "message",
              "给它打分",
              "language",
              "zh",
              "article",
              Map.of("title", "伦敦", "markdown", "# 伦敦\n\n## 雾\n\n1863年，地铁开通了。雾里有人唱歌。")));

  @Test
  void everyAnswerIsValidAndTheSameForTheSameRequest() {
    for (int seed = 0; seed < SCHEMAS; seed++) {
      JsonNode schema = RandomSchema.of(seed);
      Map<String, Object> request = REQUESTS.get(seed % REQUESTS.size());

      JsonNode answer = answer(request, schema);

      assertThat(validate(schema, answer)).as("seed %d: %s\n%s", seed, schema, answer).isEmpty();
      assertThat(answer(request, schema)).isEqualTo(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"string\",\"pattern\":\"(?=a)b\"}",
        "{\"type\":\"string\",\"pattern\":\"[\"}",
        "{\"type\":\"string\",\"minLength\":9,\"maxLength\":1}",
        "{\"type\":\"integer\",\"minimum\":2,\"maximum\":1}",
        "{\"type\":\"number\",\"minimum\":2,\"maximum\":1}",
        "{\"$ref\":\"#\"}"
      })
  void saysThatItCannotFillASchema(String property) {
    JsonNode schema =
        Json.MAPPER.readTree(
            "{\"type\":\"object\",\"required\":[\"x\"],\"properties\":{\"x\":%s}}"
                .formatted(property));

    assertThatThrownBy(() -> answer(Map.of(), schema))
        .isInstanceOfSatisfying(
            OpenAiError.class,
            error -> assertThat(error.body().toString()).contains("can't fill this schema", "x"));
  }

  private static JsonNode answer(Map<String, Object> request, JsonNode schema) {
    return DeclaredAnswer.answer(new Document(Json.MAPPER.valueToTree(request)), schema);
  }

  private static List<?> validate(JsonNode schema, JsonNode answer) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema)
        .validate(answer);
  }
}
