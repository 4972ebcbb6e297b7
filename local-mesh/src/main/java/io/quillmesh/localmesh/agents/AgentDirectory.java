package io.quillmesh.localmesh.agents;

import io.quillmesh.localmesh.config.MeshException;
import io.quillmesh.localmesh.program.GatewayClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a gateway says about the agents of its mesh: {@code GET /v1/agents}. */
final class AgentDirectory implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int OK = 200;

  private final GatewayClient gateway;
  private final Optional<String> given;
  private @Nullable String token;

  /**
   * @param given a token, if the gateway gives no anonymous sessions; otherwise empty
   */
  AgentDirectory(GatewayClient gateway, Optional<String> given) {
    this.gateway = gateway;
    this.given = given;
    this.token = given.orElse(null);
  }

  /**
   * All agents, the built-in ones too.
   *
   * @throws MeshException if the gateway does not answer, or refuses the question
   */
  List<ListedAgent> agents() throws InterruptedException {
    return JSON.readTree(json()).path("agents").valueStream().map(ListedAgent::of).toList();
  }

  /** The answer itself. */
  String json() throws InterruptedException {
    try {
      if (token == null) {
        token = gateway.newToken();
      }
      HttpResponse<String> response =
          gateway.send(gateway.request("/v1/agents", token).build(), BodyHandlers.ofString());
      if (response.statusCode() != OK) {
        // A session may have expired; the next question then begins a new one.
        token = given.orElse(null);
        throw new MeshException(
            "The gateway at %s refused to say which agents it has: status %d. If it has an issuer of tokens, give one with --token or MESH_TOKEN."
                .formatted(gateway, response.statusCode()));
      }
      return response.body();
    } catch (IOException e) {
      throw new MeshException(
          "The gateway at %s does not answer: %s. ./mesh status shows what runs."
              .formatted(gateway, e.getMessage() == null ? e : e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    gateway.close();
  }
}
