package io.quillmesh.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * A model provider that answers every call with the same bytes, so that it takes hardly any time.
 */
final class Provider implements AutoCloseable {

  /** The number of tokens in an answer. */
  static final int TOKENS = 300;

  private static final String CHUNK =
      """
      data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","system_fingerprint":"f","choices":[{"index":0,"delta":{%s},"logprobs":null,"finish_reason":%s}]}

      """;
  private static final String END =
      """
      data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":50,"completion_tokens":300,"total_tokens":350}}

      data: [DONE]

      """;

  private final byte[] answer = answer().getBytes(UTF_8);
  private final HttpServer server;

  Provider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static String answer() {
    return CHUNK.formatted("\"role\":\"assistant\",\"content\":\" word\"", "null")
        + CHUNK.formatted("\"content\":\" word\"", "null").repeat(TOKENS - 1)
        + CHUNK.formatted("", "\"stop\"")
        + END;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
