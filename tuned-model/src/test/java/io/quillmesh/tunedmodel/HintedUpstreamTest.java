package io.quillmesh.tunedmodel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.tunedmodel.RawUpstream.Asked;
import io.quillmesh.tunedmodel.classifier.Classifiers;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** With the setting that tells the upstream what the classifier took a message for. */
@ServiceTest
@TestPropertySource(properties = "TUNED_HINT=true")
class HintedUpstreamTest {
  private static final RawUpstream UPSTREAM = new RawUpstream();

  @LocalServerPort private int port;

  /** Read by Spring. */
  @SuppressWarnings({"UnusedVariable", "NullAway"})
  @TestBean
  private Classifiers classifiers;

  static Classifiers classifiers() {
    return new Classifiers(List.of(new ScriptedClassifier()));
  }

  @DynamicPropertySource
  static void upstream(DynamicPropertyRegistry properties) {
    properties.add("INTENT_UPSTREAM_URL", UPSTREAM::url);
  }

  @AfterAll
  static void close() throws Exception {
    UPSTREAM.close();
  }

  @Test
  void whatIsUnsureCarriesTheGuessAndItsOwnLength() throws Exception {
    String body = Requests.intent("ASK_CAPABILITIES 0.4: 你会什么？").toString();

    int status = post(body);

    Asked asked = UPSTREAM.asked();
    JsonNode hinted = JsonMapper.shared().readTree(new String(asked.body(), UTF_8));
    assertThat(hinted.at("/messages/0/content").asString())
        .startsWith(Requests.INSTRUCTIONS)
        .contains("ASK_CAPABILITIES", "0.40");
    assertThat(hinted.at("/messages/1/content").asString()).contains("你会什么？");
    assertThat(asked.values("Content-Length")).containsExactly(String.valueOf(asked.body().length));
    assertThat(asked.body().length).isGreaterThan(body.getBytes(UTF_8).length);
    assertThat(status).isEqualTo(200);
  }

  @Test
  void whatWasNotReadIsPassedOnUnchanged() throws Exception {
    int status = post("no JSON");

    assertThat(new String(UPSTREAM.asked().body(), UTF_8)).isEqualTo("no JSON");
    assertThat(status).isEqualTo(200);
  }

  private int post(String body) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(Requests.completion(port, body).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }
}
