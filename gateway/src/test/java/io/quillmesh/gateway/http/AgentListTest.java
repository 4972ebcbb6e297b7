package io.quillmesh.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.directory.ListedAgent;
import io.quillmesh.gateway.conversation.directory.ListedAgent.Status;
import io.quillmesh.gateway.testing.Browser;
import io.quillmesh.gateway.testing.EdgeTest;
import io.quillmesh.gateway.testing.FakeAgentDirectory;
import io.quillmesh.gateway.testing.TestSocket;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@EdgeTest
class AgentListTest {
  private static final String PATH = "/v1/agents";

  @Autowired FakeAgentDirectory agents;
  @LocalServerPort int port;

  @Test
  void everyoneWithATokenSeesTheAgents() throws Exception {
    // Given
    agents.change(
        agent("titles", "{\"type\":\"object\"}", Status.ADMITTED, null),
        agent("broken", null, Status.REFUSED, "labels.zh is missing"));
    // When
    HttpResponse<String> list = Browser.withSession(port).send("GET", PATH, null);
    // Then
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.body())
        .isEqualTo(
            """
            {"agents":[{"name":"titles","labels":{"en":"Titles","zh":"标题"},"after":["generator"],\
            "onUpstreamFailure":"FAIL","intents":["GENERATE_ARTICLE"],"endsTurn":false,\
            "deadlineMs":60000,"output":"RECORD","answerSchema":{"type":"object"},"builtIn":false,\
            "status":"ADMITTED","reason":null,"model":"m","promptHash":"h","version":"1"},\
            {"name":"broken","labels":{"en":"Titles","zh":"标题"},"after":["generator"],\
            "onUpstreamFailure":"FAIL","intents":["GENERATE_ARTICLE"],"endsTurn":false,\
            "deadlineMs":60000,"output":"RECORD","answerSchema":null,"builtIn":false,\
            "status":"REFUSED","reason":"labels.zh is missing","model":"m","promptHash":"h",\
            "version":"1"}]}\
            """);
  }

  @Test
  void withoutATokenNobodySeesThem() throws Exception {
    HttpResponse<String> refused = Browser.withToken(port, null).send("GET", PATH, null);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("UNAUTHENTICATED");
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() throws Exception {
    // Given
    agents.change(agent("titles", null, Status.ADMITTED, null));
    Browser browser = Browser.withSession(port);
    HttpResponse<String> first = browser.send("GET", PATH, null);
    String etag = first.headers().firstValue("ETag").orElseThrow();
    // When
    HttpResponse<String> same = again(browser, etag);
    agents.change(agent("titles", null, Status.REFUSED, "why"));
    HttpResponse<String> changed = again(browser, etag);
    // Then
    assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.headers().firstValue("ETag")).isPresent().isNotEqualTo(etag);
  }

  private static HttpResponse<String> again(Browser browser, String etag) throws Exception {
    return Browser.send(browser.request("GET", PATH, null).header("If-None-Match", etag).build());
  }

  @Test
  void socketsHearOfAChange() throws Exception {
    // Given
    TestSocket socket = Browser.withSession(port).connect(Browser.newId());
    socket.send("{\"type\":\"ping\"}");
    assertThat(socket.frame().get("name").stringValue()).isEqualTo("quillmesh.pong");
    // When
    agents.change(agent("titles", null, Status.ADMITTED, null));
    // Then
    assertThat(socket.frame().toString())
        .isEqualTo("{\"type\":\"CUSTOM\",\"name\":\"quillmesh.agents\",\"value\":{}}");
  }

  private static ListedAgent agent(
      String name, @Nullable String schema, Status status, @Nullable String reason) {
    return new ListedAgent(
        name,
        new ListedAgent.Labels("Titles", "标题"),
        List.of("generator"),
        "FAIL",
        List.of("GENERATE_ARTICLE"),
        false,
        60_000,
        "RECORD",
        schema,
        false,
        status,
        reason,
        "m",
        "h",
        "1");
  }
}
