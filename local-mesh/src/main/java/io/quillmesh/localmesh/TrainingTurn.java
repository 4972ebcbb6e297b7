package io.quillmesh.localmesh;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One turn as any AG-UI client would have it, so that the JVMs have seen one. */
final class TrainingTurn {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");

  private final String gateway;
  private final Console console;

  TrainingTurn(int gatewayPort, Console console) {
    this.gateway = "http://127.0.0.1:" + gatewayPort;
    this.console = console;
  }

  /** A turn that fails is no reason to do without caches: they are only a little less complete. */
  void run() throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String token = token(client);
      run(client, token, "帮我写一篇伦敦游记");
      run(client, token, "Help me write a travelogue about London");
    } catch (IOException e) {
      console.say("The training turn failed, which does no harm: " + e.getMessage());
    }
  }

  private String token(HttpClient client) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway + "/v1/sessions"))
            .timeout(PATIENCE)
            .POST(BodyPublishers.noBody())
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    Matcher token = TOKEN.matcher(response.body());
    if (!token.find()) {
      throw new IOException("No session token, but status " + response.statusCode());
    }
    return token.group(1);
  }

  private void run(HttpClient client, String token, String message)
      throws IOException, InterruptedException {
    String input =
        """
        {"threadId":"%s","runId":"%s","state":{},"tools":[],"context":[],"forwardedProps":{},
        "messages":[{"id":"%s","role":"user","content":"%s"}]}
        """
            .formatted(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), message);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway + "/v1/agent"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(BodyPublishers.ofString(input))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (!response.body().contains("RUN_FINISHED")) {
      throw new IOException("The turn did not finish, status " + response.statusCode());
    }
  }
}
