package io.quillmesh.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.quillmesh.gateway.conversation.AttachResult;
import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.FrameListener.EndReason;
import io.quillmesh.gateway.testing.Browser;
import io.quillmesh.gateway.testing.EdgeTest;
import io.quillmesh.gateway.testing.FakeConversations;
import io.quillmesh.gateway.testing.TestSocket;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@EdgeTest
class SocketHandshakeTest {
  @LocalServerPort int port;
  @Autowired FakeConversations conversations;

  private final String id = Browser.newId();

  @BeforeEach
  void forget() {
    conversations.reset();
  }

  @Test
  void echoesOnlyTheProtocolAndNeverTheToken() throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    // When
    TestSocket socket = browser.connect(id);
    // Then
    assertThat(socket.socket().getSubprotocol()).isEqualTo("ag-ui.v1");
  }

  @Test
  void takesTheTokenFromTheHeaderToo() throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    // When
    TestSocket.open(
        Browser.handshake().header("Authorization", "Bearer " + browser.token),
        browser.uri(id, ""));
    // Then
    assertThat(conversations.attachments(id).take().conversationId()).isEqualTo(id);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "garbage",
        // {"alg":"none"} {"sub":"x","iss":"quillmesh-gateway","exp":9999999999}
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4IiwiaXNzIjoicXVpbGxtZXNoLWdhdGV3YXkiLCJleHAiOjk5OTk5OTk5OTl9."
      })
  void closesWith4401WithoutAValidToken(String token) {
    // Given
    Browser browser = Browser.withToken(port, token);
    // When
    TestSocket socket = browser.connect(id);
    // Then
    assertThat(socket.awaitClose().code()).isEqualTo(4401);
    assertThat(socket.frames).isEmpty();
    assertThat(conversations.attachments(id)).isEmpty();
  }

  @Test
  void closesWith4401WhenTheTokenExpires() throws Exception {
    // Given
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .issuer("quillmesh-gateway")
                .subject("anna")
                .expirationTime(Date.from(Instant.now().plusSeconds(3)))
                .build());
    token.sign(new MACSigner(Base64.getDecoder().decode(EdgeTest.KEY)));
    TestSocket socket = Browser.withToken(port, token.serialize()).connect(id);
    conversations.attachments(id).take();
    // When, Then
    assertThat(socket.awaitClose().code()).isEqualTo(4401);
  }

  @Test
  void closesAnothersErasedAndMalformedIdsAlike() throws Exception {
    // Given
    Browser.withSession(port).connect(id);
    conversations.attachments(id).take();
    Browser browser = Browser.withSession(port);
    // When
    TestSocket.Closed other = browser.connect(id).awaitClose();
    TestSocket.Closed malformed = browser.connect("not-a-uuid").awaitClose();
    // Then
    assertThat(other.code()).isEqualTo(4404);
    assertThat(malformed).isEqualTo(other);
  }

  @Test
  void closesWith4404WhenItIsErasedMeanwhile() throws Exception {
    // Given
    TestSocket socket = Browser.withSession(port).connect(id);
    // When
    conversations.attachments(id).take().listener().onEnd(EndReason.ERASED);
    // Then
    assertThat(socket.awaitClose().code()).isEqualTo(4404);
  }

  @Test
  void sendsClientsElsewhereWhenOwnershipMoves() throws Exception {
    // Given
    TestSocket socket = Browser.withSession(port).connect(id);
    FakeConversations.Attachment attachment = conversations.attachments(id).take();
    // When
    attachment.listener().onEnd(EndReason.MOVED);
    // Then
    assertThat(socket.awaitClose().code()).isEqualTo(1012);
    assertThat(conversations.detached(id).take()).isEqualTo(attachment.connectionId());
  }

  @Test
  void asksToTryAgainWhileNobodyOwnsTheConversation() throws Exception {
    // Given
    attachingIs(CompletableFuture.completedFuture(new AttachResult.HostUnavailable()));
    // When
    TestSocket socket = Browser.withSession(port).connect(id);
    // Then
    assertThat(socket.awaitClose().code()).isEqualTo(1013);
  }

  @Test
  void doesNotCallADefectAnAbsence() throws Exception {
    // Given
    attachingIs(CompletableFuture.failedFuture(new IllegalStateException("a defect")));
    Browser browser = Browser.withSession(port);
    // When
    TestSocket socket = browser.connect(id);
    HttpResponse<String> run =
        browser.send(
            "POST",
            "/v1/agent",
            """
            {"threadId":"%s","messages":[{"id":"m","role":"user","content":"hello"}]}
            """
                .formatted(id));
    // Then
    assertThat(socket.awaitClose().code()).isEqualTo(1011);
    assertThat(run.statusCode()).isEqualTo(500);
    assertThat(run.body()).contains("INTERNAL");
  }

  private void attachingIs(CompletionStage<AttachResult> result) {
    conversations.answers =
        new FakeConversations.Answers() {
          @Override
          public CompletionStage<AttachResult> attached(
              FakeConversations.Attachment attachment, AttachResult usual) {
            return result;
          }
        };
  }

  @Test
  void resumesAfterTheCursor() throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    // When
    browser.connect(id, "?after=e1.42");
    // Then
    assertThat(conversations.attachments(id).take().after()).isEqualTo(new Cursor("e1", 42));
  }

  @Test
  void takesAMalformedCursorForOneThatIsNotKept() throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    // When
    browser.connect(id, "?after=rubbish");
    // Then
    assertThat(conversations.attachments(id).take().after()).isEqualTo(new Cursor("unknown", 0));
  }

  @Test
  void readsAnUpperCaseIdAsTheSameConversation() throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    // When
    browser.connect(id.toUpperCase(Locale.ROOT));
    // Then
    assertThat(conversations.attachments(id).take().conversationId()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "https://app.example.com.evil.example"})
  void tellsForeignPagesThatTheirOriginIsRefused(String origin) throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    // When
    TestSocket socket = connectFrom(browser, origin);
    // Then
    assertThat(socket.awaitClose())
        .isEqualTo(
            new TestSocket.Closed(4403, origin + " is not allowed: add it to ALLOWED_ORIGINS"));
    assertThat(socket.frames).isEmpty();
    assertThat(conversations.attachments(id)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"LONG", "https://übel.example", "ht!tp://[", "*"})
  void refusesWhatIsNoOrigin(String origin) throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    // When
    TestSocket socket = connectFrom(browser, origin.replace("LONG", "https://" + "x".repeat(500)));
    // Then
    assertThat(socket.awaitClose().code()).isEqualTo(4403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://app.example.com", "http://localhost:PORT"})
  void allowsItsOwnAndConfiguredOrigins(String origin) throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    // When
    connectFrom(browser, origin.replace("PORT", String.valueOf(port)));
    // Then
    assertThat(conversations.attachments(id).take()).isNotNull();
  }

  @Test
  void refusesTokensInTheAddress() throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    // When, Then
    assertThatThrownBy(() -> browser.connect(id, "?access_token=" + browser.token))
        .satisfies(refusedWith(400));
  }

  @Test
  void refusesOtherProtocolVersions() throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    // When, Then
    assertThatThrownBy(() ->
            TestSocket.open(Browser.handshake().subprotocols("ag-ui.v2"), browser.uri(id, "")))
        .satisfies(refusedWith(400));
  }

  @Test
  void limitsTheConnectionsOfOneSubject() throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    for (int i = 0; i < 3; i++) {
      browser.connect(id);
      conversations.attachments(id).take();
    }
    // When
    TestSocket fourth = browser.connect(id);
    // Then
    assertThat(fourth.awaitClose().code()).isEqualTo(1008);
  }

  private TestSocket connectFrom(Browser browser, String origin) {
    return TestSocket.open(
        Browser.handshake()
            .header("Origin", origin)
            .subprotocols("ag-ui.v1", "bearer." + browser.token),
        browser.uri(id, ""));
  }

  private static Consumer<Throwable> refusedWith(int status) {
    return failure -> {
      assertThat(failure).isInstanceOf(CompletionException.class);
      assertThat(failure.getCause()).isInstanceOf(WebSocketHandshakeException.class);
      assertThat(((WebSocketHandshakeException) failure.getCause()).getResponse().statusCode())
          .isEqualTo(status);
    };
  }
}
