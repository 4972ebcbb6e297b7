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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody with a session. */
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

  /** Somebody who was here before. */
  public static Person returning(Gateway gateway, String token) {
    return new Person(gateway, token);
  }

  /** What the gateway issued. */
  public String token() {
    return token;
  }

  /** Who the token says that this is. */
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

  /** Opens a new conversation, with an id of its own, as soon as an instance owns it. */
  public Connection open() {
    String conversationId = UUID.randomUUID().toString();
    return await().atMost(PATIENCE).until(() -> connect(conversationId), Connection::seesSnapshots);
  }

  /** Opens a conversation without knowing anything of it. */
  public Connection connect(String conversationId) {
    return Connection.open(gateway, token, conversationId, "");
  }

  /** Comes back after a connection was lost, and asks for what it missed. */
  public Connection resume(Connection lost) {
    return Connection.resume(gateway, token, lost, lost.cursor());
  }

  /** Opens a conversation and asks for what came after a frame. */
  public Connection resume(String conversationId, String cursor) {
    return Connection.open(gateway, token, conversationId, "?after=" + cursor);
  }

  /**
   * Stays with a run to its end, as clients do: whenever the connection ends, it comes back with
   * its cursor, and when that is no place any more, what it gets replaces what it had. That may be
   * the snapshots from after the run.
   */
  public Run follow(Connection first, Message message) {
    List<Frame> seen = new ArrayList<>();
    Connection current = first;
    var end = new Connection.RunEnd(message.runId());
    while (!current.sees(end)) {
      take(current, seen);
      current = comeBack(first, cursor(seen));
    }
    take(current, seen);
    return Run.of(message.runId(), seen);
  }

  private static void take(Connection connection, List<Frame> seen) {
    if (connection.frames().stream().anyMatch(frame -> frame.is("STATE_SNAPSHOT"))) {
      seen.clear();
    }
    seen.addAll(connection.frames());
  }

  private static String cursor(List<Frame> seen) {
    return seen.stream().map(Frame::cursor).filter(it -> !it.isEmpty()).toList().getLast();
  }

  /** Some handshakes reach an instance that is about to end. */
  private Connection comeBack(Connection lost, String cursor) {
    return await()
        .atMost(PATIENCE)
        .ignoreException(CompletionException.class)
        .until(() -> Connection.resume(gateway, token, lost, cursor), _ -> true);
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
