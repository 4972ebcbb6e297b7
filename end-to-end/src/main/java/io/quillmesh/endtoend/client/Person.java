package io.quillmesh.endtoend.client;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A person with a session. */
public final class Person {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Gateway gateway;
  private final String token;

  private Person(Gateway gateway, String token) {
    this.gateway = gateway;
    this.token = token;
  }

  static Person arrive(Gateway gateway) {
    Answer session = send(gateway, null, "POST", "/v1/sessions", null);
    return new Person(gateway, session.json().path("token").asString());
  }

  /** A person who was here before. */
  public static Person returning(Gateway gateway, String token) {
    return new Person(gateway, token);
  }

  /** The token that the gateway issued. */
  public String token() {
    return token;
  }

  /** The subject of the token. */
  public String subject() {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    return Json.parse(new String(claims, StandardCharsets.UTF_8)).path("sub").asString();
  }

  /** An HTTP call with this person's token. */
  public Answer call(String method, String path) {
    return send(gateway, token, method, path, null);
  }

  /** An HTTP call with this person's token and a JSON body. */
  public Answer call(String method, String path, String body) {
    return send(gateway, token, method, path, body);
  }

  /** Opens a new conversation, with a new id, as soon as it has a host. */
  public Connection open() {
    return open(UUID.randomUUID().toString());
  }

  /** Opens a conversation without a cursor, as soon as it has a host. */
  public Connection open(String conversationId) {
    return await().atMost(PATIENCE).until(() -> connect(conversationId), Connection::seesSnapshots);
  }

  /** Tries to open a conversation, once. */
  public Connection connect(String conversationId) {
    return Connection.open(gateway, token, conversationId, "");
  }

  /** Reconnects after a lost connection, and asks for the missed frames. */
  public Connection resume(Connection lost) {
    return Connection.resume(gateway, token, lost, lost.cursor());
  }

  /** Opens a conversation and asks for the frames after a frame. */
  public Connection resume(String conversationId, String cursor) {
    return Connection.open(gateway, token, conversationId, "?after=" + cursor);
  }

  /** Reconnects to a conversation and asks for the frames after a frame. */
  Connection resume(Connection lost, String cursor) {
    return Connection.resume(gateway, token, lost, cursor);
  }

  /** A new conversation that survives its connections. */
  public Conversation converse() {
    return new Conversation(this, open());
  }

  /** Follows a run to its end, whatever happens to the connection. */
  public Run follow(Connection first, Message message) {
    return new Conversation(this, first).follow(message, Connection.PATIENCE);
  }

  private static Answer send(
      Gateway gateway, @Nullable String token, String method, String path, @Nullable String body) {
    var request =
        HttpRequest.newBuilder(gateway.resolve(path))
            .timeout(PATIENCE)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> response = gateway.http().send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** An HTTP answer. */
  public record Answer(int status, String body) {
    /** The body, read as JSON. */
    public JsonNode json() {
      return Json.parse(body);
    }
  }
}
