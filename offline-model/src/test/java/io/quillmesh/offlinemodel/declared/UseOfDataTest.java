package io.quillmesh.offlinemodel.declared;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.offlinemodel.openai.Json;
import io.quillmesh.offlinemodel.understanding.Document;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class UseOfDataTest {

  private static final Map<String, Object> EN =
      Map.of(
          "message",
          "Help me write a travelogue about London",
          "language",
          "en",
          "phase",
          "REVISING",
          "needs",
          List.of(Map.of("need", "a vivid text", "score", 80)),
          "answers",
          Map.of("other-agent", Map.of("headlines", List.of("Fog and Bread"))),
          "article",
          Map.of(
              "title",
              "London: After the Fog",
              "markdown",
              "# London: After the Fog\n\n## Morning\n\nThe fog lifts slowly. The Tube opened in 1863.\n\n## Night\n\nLamps come on."));
  private static final Map<String, Object> ZH =
      Map.of(
          "message",
          "帮我写一篇伦敦游记",
          "language",
          "zh",
          "article",
          Map.of("title", "雾散之后", "markdown", "# 雾散之后\n\n雾慢慢散了。伦敦地铁于1863年开通。"));

  @Test
  void makesTitlesOfTheSubjectInTheLanguageOfTheArticle() {
    String schema = array("titles", "{\"type\":\"string\"}", 5);

    assertThat(texts(answer(EN, schema).path("titles")))
        .hasSize(5)
        .doesNotHaveDuplicates()
        .first()
        .isEqualTo("Fog and Bread");
    assertThat(texts(answer(EN, schema).path("titles")).subList(1, 5))
        .allMatch(title -> title.contains("London"));
    assertThat(texts(answer(ZH, schema).path("titles")))
        .hasSize(5)
        .doesNotHaveDuplicates()
        .allMatch(title -> title.contains("伦敦"));
  }

  @Test
  void takesTheSubjectsNameInTheLanguageOfTheArticle() {
    Map<String, Object> request = new HashMap<>(EN);
    request.put("message", "用英文写一篇伦敦游记");

    JsonNode titles = answer(request, array("titles", "{\"type\":\"string\"}", 5)).path("titles");

    assertThat(texts(titles).subList(1, 5)).allMatch(title -> title.contains("London"));
  }

  @Test
  void aDescriptionSaysWhatANameDoesNot() {
    String schema =
        "{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\",\"description\":\"A title\"}}}";

    assertThat(answer(EN, schema).path("text").asString()).isEqualTo("Fog and Bread");
  }

  @Test
  void takesAClaimFromTheSentenceThatItStandsIn() {
    String schema =
        array(
            "findings",
            """
            {"type": "object", "properties": {
              "claim": {"type": "string"}, "sentence": {"type": "string"}}}\
            """,
            0);

    JsonNode findings = answer(EN, schema).path("findings");

    assertThat(findings.path(0).path("sentence").asString()).isEqualTo("The Tube opened in 1863.");
    assertThat(findings.path(0).path("claim").asString()).isEqualTo("The Tube opened in 1863");
    assertThat(findings).hasSize(1);
    assertThat(answer(Map.of("message", "Hello"), schema).path("findings")).isEmpty();
  }

  @Test
  void aButtonSendsItsLabelInTheFormThatTheDescriptionGives() {
    String schema =
        """
        {"type": "object", "properties": {
          "label": {"type": "string", "description": "The title"},
          "message": {"type": "string",
            "description": "What pressing it sends: \\"Use this title: …\\", in Chinese 「就用这个标题：……」"}}}\
        """;

    JsonNode en = answer(EN, schema);
    JsonNode zh = answer(ZH, schema);

    assertThat(en.path("message").asString())
        .isEqualTo("Use this title: " + en.path("label").asString());
    assertThat(zh.path("message").asString()).isEqualTo("就用这个标题：" + zh.path("label").asString());
  }

  @Test
  void aButtonWithoutAFormNamesItsLabelToo() {
    String schema =
        """
        {"type": "object", "properties": {"label": {"type": "string"}, "message": {"type": "string"}}}\
        """;

    JsonNode zh = answer(ZH, schema);

    assertThat(zh.path("message").asString()).contains(zh.path("label").asString());
  }

  @Test
  void scoresVaryAndReasonsSayThatNobodyJudged() {
    String one =
        """
        {"type": "object", "properties": {
          "score": {"type": "integer", "minimum": 0, "maximum": 100}, "reason": {"type": "string"}}}\
        """;
    String schema = array("aspects", one, 4);

    JsonNode en = answer(EN, schema).path("aspects");
    JsonNode zh = answer(ZH, schema).path("aspects");

    assertThat(en.valueStream().map(each -> each.path("score").asInt()))
        .doesNotHaveDuplicates()
        .allMatch(score -> score > 0 && score < 100);
    assertThat(en.valueStream().map(each -> each.path("reason").asString()))
        .allMatch(reason -> reason.contains("offline model"));
    assertThat(zh.valueStream().map(each -> each.path("reason").asString()))
        .anyMatch(reason -> reason.contains("离线模型"));
  }

  @Test
  void copiesWhatTheRequestSaysUnderTheSameName() {
    String schema =
        """
        {"type": "object", "properties": {
          "phase": {"enum": ["DRAFTING", "REVISING"]}, "language": {"type": "string"},
          "sentences": {"type": "integer"}, "summary": {"type": "string"}, "needs": {"type": "array", "items": {"type": "string"}}}}\
        """;

    JsonNode answer = answer(EN, schema);

    assertThat(answer.path("phase").asString()).isEqualTo("REVISING");
    assertThat(answer.path("language").asString()).isEqualTo("en");
    assertThat(answer.path("sentences").asInt()).isEqualTo(3);
    assertThat(answer.path("summary").asString()).isEqualTo("The fog lifts slowly.");
    assertThat(texts(answer.path("needs"))).containsExactly("a vivid text");
  }

  @Test
  void answersTraditionalChineseInSimplifiedCharacters() {
    Map<String, Object> request = new HashMap<>(ZH);
    request.put("message", "幫我寫一篇倫敦遊記");
    request.put("language", "zh-Hant");

    JsonNode answer = answer(request, array("titles", "{\"type\":\"string\"}", 1));

    assertThat(answer.path("titles").path(0).asString()).contains("伦敦");
  }

  private static String array(String name, String items, int count) {
    String limits = count == 0 ? "" : ",\"minItems\":%d,\"maxItems\":%d".formatted(count, count);
    return "{\"type\":\"object\",\"properties\":{\"%s\":{\"type\":\"array\",\"items\":%s%s}}}"
        .formatted(name, items, limits);
  }

  private static JsonNode answer(Map<String, Object> request, String schema) {
    return DeclaredAnswer.answer(
        new Document(Json.MAPPER.valueToTree(request)), Json.MAPPER.readTree(schema));
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }
}
