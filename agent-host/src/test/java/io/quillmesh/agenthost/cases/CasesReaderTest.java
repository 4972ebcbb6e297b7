package io.quillmesh.agenthost.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agenthost.check.Problems;
import io.quillmesh.schemas.AgentRequested;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CasesReaderTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ANSWER =
      "{\"titles\": [\"London in Fog\", \"Kew\\nGardens\"], \"score\": 70, \"share\": 0.5, \"remark\": null}";
  private static final String SCHEMA =
      """
      {"type": "object", "properties": {
        "titles": {"type": "array", "items": {"type": "string"}},
        "score": {"type": "integer"}, "share": {"type": "number"}, "remark": {"type": ["string", "null"]}}}
      """;

  @Test
  void aCaseIsARequestOfTheGateway() {
    // When
    AgentRequested request =
        cases(
                """
                - name: all of it
                  message: 写一篇伦敦游记
                  language: zh
                  intent: GENERATE_ARTICLE
                  article: "# 伦敦\\n雾。"
                  history: [{speaker: PERSON, text: 你好}, {speaker: ASSISTANT, text: 你好！}]
                  needs: [{need: 标题, score: 80}]
                  reply: Done.
                  answers: {readability: {score: 70}}
                  expect: [{at: /score, min: 1}]
                """,
                "context",
                "generator",
                "reply",
                "readability")
            .getFirst()
            .request();

    // Then
    assertThat(request.getAgent()).isEqualTo("title-suggester");
    assertThat(request.getTurn().getMessage()).isEqualTo("写一篇伦敦游记");
    assertThat(request.getTurn().getLanguage()).isEqualTo("zh");
    JsonNode json = JSON.readTree(request.toString());
    assertThat(json.at("/turn/article").isNull()).isTrue();
    assertThat(json.at("/turn/history/1/speaker").asString()).isEqualTo("ASSISTANT");
    assertThat(json.at("/findings/0/analysis/needs/0/score").asInt()).isEqualTo(80);
    assertThat(json.at("/findings/1/article/article/title").asString()).isEqualTo("伦敦");
    assertThat(json.at("/findings/1/article/recognition/intent").asString())
        .isEqualTo("GENERATE_ARTICLE");
    assertThat(json.at("/findings/2/reply").asString()).isEqualTo("Done.");
    assertThat(json.at("/findings/3/answer").asString()).isEqualTo("{\"score\":70}");
  }

  @Test
  void withoutTheGeneratorTheArticleIsFromBefore() {
    // When
    AgentRequested request =
        cases(
                """
                - {name: a, message: b, article: "# Kew", expect: [{at: /score, min: 1}]}
                """,
                "context")
            .getFirst()
            .request();

    // Then
    assertThat(JSON.readTree(request.toString()).at("/turn/article/title").asString())
        .isEqualTo("Kew");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{at: /score, equals: 70.0} | true",
        "{at: /score, equals: 71} | false",
        "{at: \"\", equals: {titles: [\"London in Fog\", \"Kew\\nGardens\"], score: 70, share: 0.5, remark: null}} | true",
        "{at: /remark, equals: null} | true",
        "{at: /titles/0, contains: in Fog} | true",
        "{at: /titles/0, contains: in fog} | false",
        "{at: /titles, contains: London in Fog} | true",
        "{at: /titles, contains: London} | false",
        "{at: /titles/0, matches: \"(?i)london.*\"} | true",
        "{at: /titles/0, matches: London} | false",
        "{at: /titles/1, matches: \"Kew.*\"} | true",
        "{at: /titles, size: 2} | true",
        "{at: /titles, size: 1} | false",
        "{at: /titles/0, minSize: 13} | true",
        "{at: /titles/0, minSize: 14} | false",
        "{at: /titles/0, maxSize: 13} | true",
        "{at: /titles/0, maxSize: 12} | false",
        "{at: /titles/2, maxSize: 12} | false",
        "{at: /score, min: 70} | true",
        "{at: /score, min: 70.5} | false",
        "{at: /share, max: 0.5} | true",
        "{at: /share, max: 0} | false",
        "{at: /score, oneOf: [60, 70]} | true",
        "{at: /score, oneOf: [60, 80]} | false",
        "{at: /titles/0, notBlank: true} | true",
        "{at: /remark, notBlank: true} | false",
      })
  void anExpectationHoldsOrDoesNot(String expectation, boolean holds) {
    // Given
    Expectation expected =
        cases("- {name: a, message: b, expect: [" + expectation + "]}")
            .getFirst()
            .expectations()
            .getFirst();

    // When, Then
    assertThat(expected.failure(JSON.readTree(ANSWER)).isEmpty()).isEqualTo(holds);
  }

  @Test
  void aFailureSaysWhatWasThere() {
    // Given
    List<Expectation> expected =
        cases(
                "- {name: a, message: b, expect: [{at: /titles/0, matches: Paris}, {at: /titles/9,"
                    + " notBlank: true}]}")
            .getFirst()
            .expectations();

    // When, Then
    assertThat(expected.stream().map(one -> one.failure(JSON.readTree(ANSWER)).orElseThrow()))
        .containsExactly(
            "/titles/0 is \"London in Fog\", expected matches: \"Paris\"",
            "/titles/9 is not there, expected notBlank: true");
  }

  private static List<Case> cases(String text, String... after) {
    Problems problems = new Problems(Path.of("cases.yml"));
    List<Case> cases =
        new CasesReader("title-suggester", List.of(after), SCHEMA).read(text, problems);
    assertThat(problems.list()).isEmpty();
    return cases;
  }
}
