package io.quillmesh.localmesh.cache;

import io.quillmesh.localmesh.config.Console;
import io.quillmesh.localmesh.config.Part;
import io.quillmesh.localmesh.program.GatewayClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Runs two turns, one in each language, as any AG-UI client would, so that the caches hold what a
 * turn uses. A turn that fails does not stop the training: the caches are then only a little less
 * complete.
 */
final class TrainingTurns implements AutoCloseable {

  private static final List<String> MESSAGES =
      List.of("帮我写一篇伦敦游记", "Help me write a travelogue about London");

  private final GatewayClient gateway;
  private final Console console;
  private final List<Turn> turns = new ArrayList<>();

  /**
   * @param results completed when the agent has done its part, or when nothing more comes
   * @param end completed with the turn
   */
  private record Turn(Map<Part, CompletableFuture<Void>> results, CompletableFuture<Void> end) {

    static Turn begun() {
      Map<Part, CompletableFuture<Void>> results = new EnumMap<>(Part.class);
      Part.builtInAgents().forEach(agent -> results.put(agent, new CompletableFuture<>()));
      return new Turn(results, new CompletableFuture<>());
    }

    void follow(Stream<String> events) {
      try (events) {
        events.filter(Turn::isResult).forEach(this::complete);
      } catch (UncheckedIOException e) {
        // The stream broke off, so no more events will come.
      } finally {
        results.values().forEach(result -> result.complete(null));
        end.complete(null);
      }
    }

    private static boolean isResult(String event) {
      return event.contains("\"SUBAGENT_FINISHED\"") || event.contains("\"SUBAGENT_ERROR\"");
    }

    /** The agent's name is at the end of the {@code subagentRunId}. */
    private void complete(String event) {
      results.forEach((agent, result) -> {
        if (event.contains("/" + agent.processName().replace("-service", "\""))) {
          result.complete(null);
        }
      });
    }
  }

  TrainingTurns(int gatewayPort, Console console) {
    this.gateway = GatewayClient.onThisMachine(gatewayPort);
    this.console = console;
  }

  /** Returns when the gateway has accepted both messages, or refused them. */
  void begin() throws InterruptedException {
    try {
      String token = gateway.newToken();
      for (String message : MESSAGES) {
        begin(token, message);
      }
    } catch (IOException e) {
      console.say("The training turns failed, which does little harm: " + e.getMessage());
    }
  }

  /** Returns when this agent has done its part in all started turns. */
  void awaitResultsOf(Part agent, Duration patience) throws InterruptedException {
    await(turns.stream().map(turn -> turn.results().get(agent)), agent.processName(), patience);
  }

  /** Returns when all started turns are over. */
  void awaitEnd(Duration patience) throws InterruptedException {
    await(turns.stream().map(Turn::end), Part.GATEWAY.processName(), patience);
  }

  private void await(Stream<CompletableFuture<Void>> all, String process, Duration patience)
      throws InterruptedException {
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      console.say(process, "did not do its part of the training turns, which does little harm");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    gateway.close();
  }

  /** Only a client that declares the protocol's version hears of each agent's part. */
  private void begin(String token, String message) throws IOException, InterruptedException {
    String input =
        """
        {"protocolVersion":"1.0","threadId":"%s","runId":"%s","state":{},"tools":[],"context":[],
        "forwardedProps":{},"messages":[{"id":"%s","role":"user","content":"%s"}]}
        """
            .formatted(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), message);
    HttpRequest request =
        gateway
            .request("/v1/agent", token)
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(BodyPublishers.ofString(input))
            .build();
    var response = gateway.send(request, BodyHandlers.ofLines());
    if (response.statusCode() != 200) {
      throw new IOException("A message was answered with status " + response.statusCode());
    }
    Turn turn = Turn.begun();
    turns.add(turn);
    Thread.ofVirtual().name("training-turn").start(() -> turn.follow(response.body()));
  }
}
