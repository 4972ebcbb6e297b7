package io.quillmesh.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.gateway.conversation.Location;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.testing.Browser;
import io.quillmesh.gateway.testing.EdgeTest;
import io.quillmesh.gateway.testing.EdgeTestApplication;
import io.quillmesh.gateway.testing.FakeConversations;
import io.quillmesh.gateway.testing.Peer;
import io.quillmesh.gateway.testing.TestSocket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/**
 * An instance that has little room, and people who want to connect. All of them come from one
 * address, so the tests that use up its limits per minute come last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SpringBootTest(
    classes = EdgeTestApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "quillmesh.session.key=" + EdgeTest.KEY,
      "quillmesh.edge.crowd.connections=10",
      "quillmesh.edge.crowd.sessions-per-address=50",
      "quillmesh.edge.crowd.conversations-per-address=30"
    })
class CrowdTest {
  private static final int OPEN = 9;

  @LocalServerPort int port;
  @Autowired Connections connections;
  @Autowired FakeConversations conversations;
  @Autowired MeterRegistry metrics;

  private final List<TestSocket> sockets = new ArrayList<>();
  private final String id = Browser.newId();

  @AfterEach
  void everybodyLeaves() {
    sockets.forEach(socket -> socket.socket().abort());
    await().until(() -> connections.count() == 0);
  }

  @Test
  @Order(1)
  void keepsItsLastPlacesForThoseWhoComeBack() throws Exception {
    // Given
    Browser anna = Browser.withSession(port);
    connected(anna, id);
    double refusedBefore = refused(Refusal.INSTANCE_FULL);
    for (int i = 1; i < OPEN; i++) {
      connected(Browser.withSession(port), Browser.newId());
    }
    Browser stranger = Browser.withSession(port);

    // When only the last places are left
    TestSocket.Closed turnedAway = turnedAway(stranger, Browser.newId());
    HttpResponse<String> run = stranger.send("POST", "/v1/agent", input(Browser.newId()));
    connected(anna, id);
    // Then they are for anna, who has a conversation
    assertThat(turnedAway.code()).isEqualTo(1013);
    assertThat(turnedAway.reason()).contains("existing conversations");
    assertRefused(run, "existing conversations");
    // And beginning a conversation without watching it is no way around that
    assertRefused(stranger.send("POST", "/v1/conversations", null), "existing conversations");

    // When there are none left
    TestSocket.Closed full = turnedAway(anna, id);
    // Then
    assertThat(full.code()).isEqualTo(1013);
    assertThat(full.reason()).contains("as many connections as it can hold");
    assertRefused(anna.send("POST", "/v1/agent", input(id)), "as many connections");
    assertThat(refused(Refusal.INSTANCE_FULL)).isEqualTo(refusedBefore + 2);

    // When one leaves, another may come
    sockets.removeFirst().socket().abort();
    await().until(() -> connections.count() == OPEN);
    connected(anna, id);
  }

  @Test
  @Order(1)
  void letsNobodyBeginElsewhereWhoMayNotHere() throws Exception {
    try (Peer peer = Peer.start()) {
      // Given
      Browser anna = Browser.withSession(port);
      peer.conversations().owners.put(id, owner(anna));
      conversations.places.put(id, new Location.There(peer.address()));
      for (int i = 0; i < OPEN; i++) {
        connected(Browser.withSession(port), Browser.newId());
      }
      String elsewhere = Browser.newId();
      conversations.places.put(elsewhere, new Location.There(peer.address()));
      // When
      TestSocket.Closed turnedAway = turnedAway(Browser.withSession(port), elsewhere);
      connected(anna, id);
      // Then
      assertThat(turnedAway.code()).isEqualTo(1013);
      assertThat(turnedAway.reason()).contains("existing conversations");
      assertThat(peer.conversations().attachments(id).take().conversationId()).isEqualTo(id);
    }
  }

  @Test
  @Order(2)
  void letsSoManyConversationsBeginFromOneAddress() throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    connected(browser, id);
    HttpResponse<String> answer = browser.send("POST", "/v1/conversations", null);
    for (int i = 0; i < 30 && answer.statusCode() == 201; i++) {
      answer = browser.send("POST", "/v1/conversations", null);
    }
    // When
    Browser stranger = Browser.withSession(port);
    TestSocket.Closed closed = turnedAway(stranger, Browser.newId());
    // Then
    assertRefused(answer, "from your address");
    assertThat(closed.code()).isEqualTo(1013);
    assertThat(closed.reason()).contains("new conversations from your address");
    // And a person who has begun can continue
    connected(browser, id);
  }

  @Test
  @Order(3)
  void letsSoManySessionsBeginFromOneAddress() throws Exception {
    // Given
    Browser first = Browser.withSession(port);
    Browser nobody = Browser.withToken(port, null);
    // When
    HttpResponse<String> answer = nobody.send("POST", "/v1/sessions", null);
    for (int i = 0; i < 100 && answer.statusCode() == 200; i++) {
      answer = nobody.send("POST", "/v1/sessions", null);
    }
    // Then
    assertRefused(answer, "new sessions from your address");
    assertThat(first.send("POST", "/v1/sessions", null).statusCode()).isEqualTo(200);
  }

  @Test
  void tellsOperatorsHowMuchRoomThereIs() {
    assertThat(metrics.get("quillmesh.edge.connections.limit").gauge().value()).isEqualTo(10);
    for (Refusal refusal : Refusal.values()) {
      assertThat(refused(refusal)).isNotNegative();
    }
  }

  private void connected(Browser browser, String conversationId) {
    int before = connections.count();
    sockets.add(browser.connect(conversationId));
    await().until(() -> connections.count() == before + 1);
  }

  private static Owner owner(Browser browser) {
    byte[] claims = Base64.getUrlDecoder().decode(String.valueOf(browser.token).split("\\.")[1]);
    return new Owner(new JsonMapper().readTree(claims).path("sub").stringValue(), "");
  }

  private TestSocket.Closed turnedAway(Browser browser, String conversationId) {
    int before = connections.count();
    TestSocket.Closed closed = browser.connect(conversationId).awaitClose();
    await().until(() -> connections.count() == before);
    return closed;
  }

  private double refused(Refusal refusal) {
    return metrics.get("quillmesh.edge.refusals").tag("reason", refusal.name()).counter().count();
  }

  private static void assertRefused(HttpResponse<String> answer, String why) {
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).contains("RATE_LIMITED", why);
    assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
  }

  private static String input(String conversationId) {
    return """
    {"threadId":"%s","runId":"%s","state":{},"tools":[],"context":[],"forwardedProps":{},
     "messages":[{"id":"m1","role":"user","content":"hello"}]}
    """
        .formatted(conversationId, Browser.newId());
  }
}
