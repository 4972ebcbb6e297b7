package io.quillmesh.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.article.ArticleVersions.Size;
import io.quillmesh.gateway.conversation.article.ArticleVersions.Text;
import io.quillmesh.gateway.conversation.article.ArticleVersions.Version;
import io.quillmesh.gateway.testing.AgUi;
import io.quillmesh.gateway.testing.Browser;
import io.quillmesh.gateway.testing.EdgeTest;
import io.quillmesh.gateway.testing.FakeConversations;
import io.quillmesh.schemas.Author;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@EdgeTest
class VersionHttpTest {
  private static final Version BY_AGENT =
      new Version(
          1,
          Author.AGENT,
          0,
          Instant.EPOCH,
          new Size(2, "characters"),
          "伦敦",
          "generator",
          "gpt",
          "abc",
          "b",
          "run",
          "m1",
          "写伦敦",
          null,
          true,
          null);
  private static final Version BY_PERSON =
      new Version(
          2,
          Author.PERSON,
          1,
          null,
          new Size(1, "words"),
          "",
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);

  @LocalServerPort int port;
  @Autowired FakeConversations conversations;

  private final String id = Browser.newId();
  private final String path = "/v1/conversations/" + id + "/versions";
  private Browser owner = Browser.withToken(0, null);

  @BeforeEach
  void own() throws Exception {
    conversations.reset();
    conversations.snapshots.put(id, AgUi.snapshots("m0"));
    conversations.versions.put(
        id, List.of(new Text(BY_AGENT, "# 伦敦"), new Text(BY_PERSON, "London")));
    owner = Browser.withSession(port);
    owner.connect(id);
    conversations.attachments(id).take();
  }

  @Test
  void listsWhatIsKnownAndLeavesOutWhatIsNot() throws Exception {
    assertThat(get(path))
        .isEqualTo(
            json(
                """
                {"versions": [
                  {"version": 2, "author": "PERSON", "base": 1,
                   "size": {"count": 1, "unit": "words"}, "title": ""},
                  {"version": 1, "author": "AGENT", "base": 0, "createdAt": "1970-01-01T00:00:00Z",
                   "size": {"count": 2, "unit": "characters"}, "title": "伦敦", "agent": "generator",
                   "model": "gpt", "promptHash": "abc", "promptVariant": "b", "runId": "run",
                   "messageId": "m1", "message": "写伦敦", "unfinished": true}],
                 "current": 2, "more": false}
                """));
    assertThat(get(path + "?limit=1").get("more").booleanValue()).isTrue();
    assertThat(get(path + "?before=2&limit=200").get("versions").findValuesAsString("version"))
        .containsExactly("1");
  }

  @Test
  void givesOneWithItsText() throws Exception {
    JsonNode one = get(path + "/1");

    assertThat(one.get("markdown").stringValue()).isEqualTo("# 伦敦");
    assertThat(one.get("version").intValue()).isEqualTo(1);
    assertThat(one.get("model").stringValue()).isEqualTo("gpt");
  }

  @Test
  void comparesWithTheBaseOrAnyOther() throws Exception {
    assertThat(get(path + "/2/diff"))
        .isEqualTo(
            json(
                """
                {"from": 1, "to": 2, "parts": [{"op": "equal", "text": "a"},
                 {"op": "delete", "text": "b"}, {"op": "insert", "text": "c"}]}
                """));
    assertThat(get(path + "/2/diff?from=0").get("from").intValue()).isZero();
  }

  @Test
  void saysWhoWroteWhat() throws Exception {
    assertThat(get(path + "/1/provenance"))
        .isEqualTo(
            json(
                """
                {"version": 1, "spans": [{"start": 0, "end": 4, "version": 1, "author": "AGENT",
                 "agent": "generator", "runId": "run"}]}
                """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/1", "/1/diff", "/2/diff?from=1", "/1/provenance"})
  void anothersAndUnknownOnesAreAnsweredAlike(String rest) throws Exception {
    // Given
    Browser stranger = Browser.withSession(port);
    // When
    HttpResponse<String> anothers = stranger.send("GET", path + rest, null);
    HttpResponse<String> unknown =
        owner.send("GET", path.replace(id, Browser.newId()) + rest, null);
    HttpResponse<String> malformed = owner.send("GET", path.replace(id, "x") + rest, null);
    // Then
    assertThat(anothers.statusCode()).isEqualTo(404);
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(malformed.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).isEqualTo(anothers.body()).isEqualTo(malformed.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/3", "/0", "/-1", "/two", "/99999999999", "/3/diff", "/3/provenance"})
  void aVersionThatIsNotThereIsNotFound(String rest) throws Exception {
    assertThat(owner.send("GET", path + rest, null).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?limit=0",
        "?limit=201",
        "?limit=many",
        "?before=0",
        "?before=-3",
        "/2/diff?from=x"
      })
  void saysWhatIsWrongWithAParameter(String rest) throws Exception {
    // When
    HttpResponse<String> response = owner.send("GET", path + rest, null);
    // Then
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response.body()).get("code").stringValue()).isEqualTo("MALFORMED");
    assertThat(json(response.body()).get("detail").stringValue()).contains("must be a", "from");
  }

  private JsonNode get(String address) throws Exception {
    HttpResponse<String> response = owner.send("GET", address, null);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response.body());
  }

  private static JsonNode json(String text) {
    return new JsonMapper().readTree(text);
  }
}
