package io.quillmesh.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.ConversationPage.Place;
import io.quillmesh.gateway.conversation.ConversationPage.Query;
import io.quillmesh.gateway.conversation.ReplacedTurn;
import io.quillmesh.gateway.conversation.article.ArticleText;
import io.quillmesh.gateway.protocol.Ids;
import io.quillmesh.gateway.testing.AgUi;
import io.quillmesh.gateway.testing.Browser;
import io.quillmesh.gateway.testing.EdgeTest;
import io.quillmesh.gateway.testing.FakeConversations;
import io.quillmesh.schemas.AbortTurn;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.ClaimConversation;
import io.quillmesh.schemas.EraseConversation;
import io.quillmesh.schemas.RenameConversation;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@EdgeTest
class ConversationHttpTest {
  @LocalServerPort int port;
  @Autowired FakeConversations conversations;

  private final String id = Browser.newId();
  private Browser owner = Browser.withToken(0, null);

  @BeforeEach
  void own() throws Exception {
    conversations.reset();
    conversations.snapshots.put(id, AgUi.snapshots("m0"));
    owner = Browser.withSession(port);
    owner.connect(id);
    conversations.attachments(id).take();
  }

  @Test
  void beginsAConversation() throws Exception {
    // When
    HttpResponse<String> response = owner.send("POST", "/v1/conversations", "{\"title\":\"伦敦\"}");
    // Then
    assertThat(response.statusCode()).isEqualTo(201);
    String created = json(response).get("id").stringValue();
    assertThat(conversations.commands(created).take().getCommand())
        .isEqualTo(new ClaimConversation("伦敦"));
  }

  @Test
  void beginsAConversationWithoutABody() throws Exception {
    // When, Then
    assertThat(owner.send("POST", "/v1/conversations", null).statusCode()).isEqualTo(201);
  }

  @Test
  void listsAndShowsOnlyOnesOwn() throws Exception {
    // Given
    Browser stranger = Browser.withSession(port);
    // When
    JsonNode list = json(owner.send("GET", "/v1/conversations", null));
    JsonNode shown = json(owner.send("GET", "/v1/conversations/" + id, null));
    // Then
    assertThat(list.get("conversations").findValuesAsString("id")).containsExactly(id);
    assertThat(shown.get("title").stringValue()).isEqualTo("London");
    assertThat(shown.get("updatedAt").stringValue()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(shown.get("frames").get(0).get("type").stringValue()).isEqualTo("STATE_SNAPSHOT");
    assertThat(json(stranger.send("GET", "/v1/conversations", null)).get("conversations"))
        .isEmpty();
  }

  @Test
  void aListIsReadPartByPart() throws Exception {
    // Given
    Place place = new Place(Instant.parse("2026-11-30T12:00:00.123Z"), id);
    conversations.next = place;
    // When
    JsonNode first = json(owner.send("GET", "/v1/conversations", null));
    JsonNode second =
        json(
            owner.send(
                "GET",
                "/v1/conversations?query=%E4%BC%A6%E6%95%A6&limit=7&after="
                    + first.get("next").stringValue(),
                null));
    conversations.next = null;
    JsonNode last = json(owner.send("GET", "/v1/conversations?limit=200", null));
    // Then
    assertThat(conversations.queries)
        .containsExactly(
            new Query("", 100, null), new Query("伦敦", 7, place), new Query("", 200, null));
    assertThat(second.get("conversations")).isNotEmpty();
    assertThat(last.has("next")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, \"limit\"",
    "limit=201, \"limit\"",
    "limit=ten, \"limit\"",
    "limit=, \"limit\"",
    "limit=99999999999, \"limit\"",
    "after=yesterday, \"after\"",
    "after=, \"after\""
  })
  void aPartThatCannotBeIsRefusedWithTheReason(String query, String reason) throws Exception {
    HttpResponse<String> refused = owner.send("GET", "/v1/conversations?" + query, null);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).get("code").stringValue()).isEqualTo("MALFORMED");
    assertThat(json(refused).get("detail").stringValue()).contains(reason);
  }

  @Test
  void tooLongAQueryIsRefused() throws Exception {
    HttpResponse<String> refused =
        owner.send("GET", "/v1/conversations?query=" + "x".repeat(201), null);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).get("detail").stringValue()).contains("200", "201");
  }

  @Test
  void tellsWhichTurnsWereReplaced() throws Exception {
    // Given
    conversations.replaced.put(id, List.of(new ReplacedTurn("r1", "m1", "Write", null, 3, "m2")));
    // When
    JsonNode shown = json(owner.send("GET", "/v1/conversations/" + id + "/replaced", null));
    // Then
    assertThat(shown.toString())
        .isEqualTo(
            "{\"turns\":[{\"runId\":\"r1\",\"messageId\":\"m1\",\"message\":\"Write\","
                + "\"articleVersion\":3,\"replacedBy\":\"m2\"}]}");
  }

  @Test
  void renamesAbortsAndErases() throws Exception {
    // When, Then
    assertThat(owner.send("PATCH", "/v1/conversations/" + id, "{\"title\":\" New \"}").statusCode())
        .isEqualTo(204);
    assertThat(conversations.commands(id).take().getCommand())
        .isEqualTo(new RenameConversation("New"));
    assertThat(
            owner
                .send("POST", "/v1/conversations/" + id + "/abort", "{\"runId\":\"r\"}")
                .statusCode())
        .isEqualTo(204);
    assertThat(conversations.commands(id).take().getCommand())
        .isEqualTo(new AbortTurn(Ids.turn(id, "r"), null));
    assertThat(owner.send("DELETE", "/v1/conversations/" + id, null).statusCode()).isEqualTo(204);
    assertThat(conversations.commands(id).take().getCommand())
        .isInstanceOf(EraseConversation.class);
    assertThat(conversations.shown).doesNotContain(id); // a snapshot is not needed for any of it
  }

  @ParameterizedTest
  @CsvSource({
    "GET, ''",
    "PATCH, ''",
    "DELETE, ''",
    "POST, /abort",
    "GET, /article",
    "GET, /article?version=7",
    "GET, /replaced"
  })
  void anothersUnknownAndMalformedIdsAreAnsweredAlike(String method, String rest) throws Exception {
    // Given
    Browser stranger = Browser.withSession(port);
    String body = method.equals("GET") ? null : "{\"title\":\"x\",\"runId\":\"r\"}";
    // When
    HttpResponse<String> anothers = stranger.send(method, "/v1/conversations/" + id + rest, body);
    HttpResponse<String> unknown =
        stranger.send(method, "/v1/conversations/" + Browser.newId() + rest, body);
    HttpResponse<String> malformed = stranger.send(method, "/v1/conversations/x" + rest, body);
    // Then
    assertThat(anothers.statusCode()).isEqualTo(404);
    assertThat(anothers.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).isEqualTo(anothers.body());
    assertThat(malformed.statusCode()).isEqualTo(404);
    assertThat(malformed.body()).isEqualTo(anothers.body());
    assertThat(conversations.commands(id)).isEmpty();
  }

  @Test
  void givesTheArticleInFourForms() throws Exception {
    // Given
    conversations.articles.put(
        id,
        new ArticleText(
            2,
            "伦敦/<London>",
            "# London\n\n*Fog* <script>alert(1)</script> [x](javascript:alert(1))\n",
            Author.UNKNOWN));
    String path = "/v1/conversations/" + id + "/article";
    // When
    HttpResponse<String> markdown = owner.send("GET", path, null);
    HttpResponse<String> html = owner.send("GET", path + "?version=2&format=html", null);
    HttpResponse<String> text = owner.send("GET", path + "?format=text", null);
    HttpResponse<String> docx = owner.send("GET", path + "?format=docx", null);
    // Then
    assertThat(markdown.headers().firstValue("Content-Type"))
        .hasValue("text/markdown;charset=UTF-8");
    assertThat(markdown.body()).startsWith("# London");
    assertThat(html.body())
        .contains("<h1>London</h1>", "<em>Fog</em>", "&lt;script&gt;", "&lt;London&gt;")
        .contains("[x](javascript:alert(1))")
        .doesNotContain("<script", "<a ");
    assertThat(html.headers().allValues("Content-Security-Policy"))
        .containsExactly("default-src 'none'; sandbox");
    assertThat(html.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment");
    assertThat(text.body()).startsWith("London").contains("Fog").doesNotContain("*", "#");
    assertThat(docx.headers().firstValue("Content-Type"))
        .hasValue("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    assertThat(docx.headers().firstValue("Content-Disposition").orElseThrow())
        .endsWith("filename*=UTF-8''%E4%BC%A6%E6%95%A6%20London.docx");
    // A ZIP file.
    assertThat(docx.body()).startsWith("PK");
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    // Given
    String path = "/v1/conversations/" + id;
    // When
    HttpResponse<String> format = owner.send("GET", path + "/article?format=pdf", null);
    HttpResponse<String> version = owner.send("GET", path + "/article?version=two", null);
    HttpResponse<String> title = owner.send("PATCH", path, "{\"title\":\"\"}");
    HttpResponse<String> large =
        owner.send("PATCH", path, "{\"title\":\"%s\"}".formatted("x".repeat(20_000)));
    HttpResponse<String> form =
        Browser.send(
            owner
                .request("PATCH", path, "title=x")
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .build());
    // Then
    assertProblem(format, 400, "MALFORMED");
    assertProblem(version, 400, "MALFORMED");
    assertProblem(title, 400, "MALFORMED");
    assertProblem(large, 413, "TOO_LARGE");
    assertProblem(form, 415, "UNSUPPORTED_MEDIA_TYPE");
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).get("code").stringValue()).isEqualTo(code);
    assertThat(json(response).get("detail").stringValue()).isNotBlank();
  }

  private static JsonNode json(HttpResponse<String> response) {
    return new JsonMapper().readTree(response.body());
  }
}
