package io.quillmesh.localmesh.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client of the gateway that anybody could be, with an anonymous session. */
public final class GatewayClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");

  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param address without a path
   */
  public GatewayClient(URI address) {
    this.address = address;
  }

  public static GatewayClient onThisMachine(int port) {
    return new GatewayClient(URI.create("http://127.0.0.1:" + port));
  }

  /**
   * A new session's token.
   *
   * @throws IOException if the gateway cannot be reached, or gives none
   */
  public String newToken() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/v1/sessions"))
            .timeout(PATIENCE)
            .POST(BodyPublishers.noBody())
            .build();
    var response = http.send(request, BodyHandlers.ofString());
    Matcher token = TOKEN.matcher(response.body());
    if (!token.find()) {
      throw new IOException("No session token, but status " + response.statusCode());
    }
    return token.group(1);
  }

  /** A request with a token, to be completed and sent. */
  public HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(address.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
      throws IOException, InterruptedException {
    return http.send(request, body);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
