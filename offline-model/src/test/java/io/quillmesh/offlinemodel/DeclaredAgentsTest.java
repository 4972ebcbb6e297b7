package io.quillmesh.offlinemodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Agents that the model does not know, asked over HTTP. */
class DeclaredAgentsTest extends ModelTest {

  private static final Map<String, Object> ARTICLE =
      Map.of("title", "Iceland", "markdown", "# Iceland\n\nThe road bends. Steam rises.");
  private static final Map<String, Object> EN =
      Map.of(
          "message", "Help me write an essay about Iceland", "language", "en", "article", ARTICLE);
  private static final Map<String, Object> ZH =
      Map.of(
          "message",
          "写一篇关于冰岛的散文",
          "language",
          "zh",
          "article",
          Map.of("title", "冰岛", "markdown", "# 冰岛\n\n路弯了。"));

  @Test
  void fillsASchemaThatItDoesNotKnowWhateverTheModelIsCalled() throws Exception {
    Map<String, Object> schema =
        Map.of("type", "object", "properties", Map.of("score", Map.of("type", "integer")));
    for (String name : List.of("offline", "offline-weather", "offline-intent")) {
      Map<String, Object> request = new HashMap<>(Client.request(name, "weather", EN));
      request.put(
          "response_format",
          Map.of(
              "type", "json_schema", "json_schema", Map.of("name", "weather", "schema", schema)));

      JsonNode answer = Client.json(Client.content(client.complete(request)));

      assertThat(answer.path("score").isInt()).as(name).isTrue();
    }
  }

  @Test
  void streamsATextThatSaysWhatItIsInTheLanguageOfTheMessage() throws Exception {
    assertThat(streamed("You judge articles.", EN))
        .contains("offline model", "“Iceland”", "The road bends.");
    assertThat(streamed("You judge articles.", ZH)).contains("离线模型", "《冰岛》", "路弯了。");
    assertThat(streamed("You translate.", Map.of("message", "你好呀"))).contains("离线模型", "你好呀");
  }

  @Test
  void writesOnAKnownSubjectInTheOtherLanguageWhenATranslationIsWanted() throws Exception {
    assertThat(streamed("You translate articles.", EN))
        .contains("冰岛", "离线模型")
        .doesNotContain("The road");
    assertThat(streamed("把文章翻译成另一种语言。", ZH))
        .contains("Iceland", "offline model")
        .matches(text -> text.codePoints().noneMatch(DeclaredAgentsTest::isHan));
  }

  @Test
  void saysThatItCannotTranslateWhatItDoesNotKnow() throws Exception {
    Map<String, Object> unknown =
        Map.of(
            "message",
            "写一篇关于拖拉机的散文",
            "article",
            Map.of("title", "拖拉机", "markdown", "# 拖拉机\n\n它响了。"));

    assertThat(streamed("You translate articles.", unknown)).contains("不会翻译", "《拖拉机》");
  }

  private String streamed(String instructions, Map<String, Object> data) throws Exception {
    Map<String, Object> request = new HashMap<>(Client.request("offline", null, data));
    request.put(
        "messages",
        List.of(
            Map.of("role", "system", "content", instructions),
            Map.of(
                "role",
                "user",
                "content",
                io.quillmesh.offlinemodel.openai.Json.MAPPER.writeValueAsString(data))));
    HttpResponse<String> response = client.complete(Client.streamed(request));
    List<JsonNode> chunks = Client.chunks(response.body());
    assertThat(chunks).hasSizeGreaterThan(5);
    return chunks.stream()
        .map(c -> c.path("choices").path(0).path("delta").path("content").asString(""))
        .collect(Collectors.joining());
  }

  private static boolean isHan(int codePoint) {
    return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
  }
}
