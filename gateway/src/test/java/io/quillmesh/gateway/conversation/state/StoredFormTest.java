package io.quillmesh.gateway.conversation.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.agui.Json;
import io.quillmesh.gateway.conversation.versions.VersionInfo;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * The JSON of pieces. Conversations outlive releases, so each must read what others have written.
 */
class StoredFormTest {
  private static final String TURN =
      """
      {"asked":{"submission":{"turnId":"t","runId":"r","messageId":"m","message":"text",
      "language":"en","clientContext":[{"description":"d","value":"v"}]},"number":1,
      "language":"en","startedAt":"1970-01-01T00:00:00Z","firstSequence":5},
      "graph":[{"name":"intent","after":[],"onUpstreamFailure":"FAIL","intents":[],
      "trigger":"TURN","deadline":"PT1M","endsTurn":true,"whenLate":"DROP","output":"RECORD"}],
      "agents":{"intent":{"is":"DONE","spent":{"ms":1,"inputTokens":2,"outputTokens":3,
      "model":"m"}%1$s},"reply":{"is":"WORKING","since":"1970-01-01T00:00:00Z"%2$s}},
      "learned":{"capabilities":[],"article":0,
      "results":[{"agent":"fact-sheet","turnNumber":1,"bytes":2}]},
      "messages":[{"id":"i","agent":"reply","text":"x","article":0,"turnNumber":1,"runId":"r"}]}\
      """
          .replace("\n", "");

  private static final String HEADER =
      """
      {"owner":{"subject":"a","tenant":"b"},"title":{"text":"","from":"NOTHING"},
      "createdAt":"1970-01-01T00:00:00Z","updatedAt":"1970-01-01T00:00:00Z",
      "numbering":{"epochs":[{"id":"e","firstSequence":1}],"runs":[3]},
      "counts":{"turns":0,"messages":0,"articles":2},"erased":false}\
      """
          .replace("\n", "");

  @Test
  void aTurnIsItsComponents() {
    assertThat(again(TURN.formatted("", ""), RunningTurn.class)).isEqualTo(TURN.formatted("", ""));
  }

  @Test
  void aTurnOfAnEarlierReleaseIsRead() {
    String earlier = TURN.formatted(",\"over\":true", ",\"over\":false");

    assertThat(again(earlier, RunningTurn.class)).isEqualTo(TURN.formatted("", ""));
  }

  @Test
  void aHeaderIsItsComponents() {
    assertThat(again(HEADER, Header.class)).isEqualTo(HEADER);
  }

  @Test
  void anArticleSaysOnlyOfAnUnfinishedOneThatItIs() {
    String whole = "{\"title\":\"t\",\"markdown\":\"m\",\"author\":\"AGENT\",\"base\":0}";
    String cutOff = whole.replace("}", ",\"unfinished\":true}");

    assertThat(again(whole, ArticleVersion.class)).isEqualTo(whole);
    assertThat(again(cutOff, ArticleVersion.class)).isEqualTo(cutOff);
  }

  @Test
  void whatIsKeptOfAVersionIsItsComponents() {
    String agents =
        """
        {"createdAt":"1970-01-01T00:00:00Z","author":"AGENT","base":1,"title":"t",
        "size":{"count":1,"unit":"words"},"length":4,"unfinished":true,
        "origin":{"work":{"turnId":"u","agent":"generator","model":"m","promptHash":"h",
        "promptVariant":"v","attempts":1,"latencyMs":2,"inputTokens":3,"cachedInputTokens":4,
        "outputTokens":5,"costMicros":6,"currency":"EUR"},"runId":"r","messageId":"i",
        "message":"text"}}\
        """
            .replace("\n", "");
    String persons =
        """
        {"createdAt":"1970-01-01T00:00:00Z","author":"PERSON","base":1,"title":"t",
        "size":{"count":1,"unit":"words"},"length":4,
        "save":{"after":2,"sitting":{"since":"1970-01-01T00:00:00Z","first":2,"turns":1}}}\
        """
            .replace("\n", "");

    assertThat(again(agents, VersionInfo.class)).isEqualTo(agents);
    assertThat(again(persons, VersionInfo.class)).isEqualTo(persons);
  }

  private static String again(String json, Class<?> type) {
    Object piece = Json.fromBytes(json.getBytes(StandardCharsets.UTF_8), type);
    return new String(Json.toBytes(piece), StandardCharsets.UTF_8);
  }
}
