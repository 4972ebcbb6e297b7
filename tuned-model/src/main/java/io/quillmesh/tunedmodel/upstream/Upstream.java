package io.quillmesh.tunedmodel.upstream;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Passes requests on and answers back, byte for byte and as they come. It has no time-out of its
 * own for answers: the client has them, and when it hangs up, so does this.
 */
public final class Upstream implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 10_000;

  /** Shorter than what servers usually keep a connection for. */
  private static final Duration IDLE = Duration.ofSeconds(20);

  private final ConnectionProvider connections;
  private final HttpClient http;

  /**
   * @param connectTimeout how long a connection may take
   */
  public Upstream(Duration connectTimeout) {
    connections =
        ConnectionProvider.builder("upstream")
            .maxConnections(MOST_CONNECTIONS)
            .maxIdleTime(IDLE)
            .build();
    http =
        HttpClient.create(connections)
            .proxyWithSystemProperties()
            .followRedirect(false)
            .compress(false)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(connectTimeout.toMillis()));
  }

  /**
   * Asks the upstream and sends its answer.
   *
   * @param body what is sent, whatever the request's body was
   * @return completes with the answer; with an error if there is none, or not all of it
   */
  public Mono<Void> relay(
      Address address, ServerHttpRequest request, byte[] body, ServerHttpResponse response) {
    URI uri = address.completions(request.getURI().getRawQuery());
    return http.headers(headers -> copy(request, headers, body.length))
        .post()
        .uri(uri)
        .send((asked, out) -> {
          if (!request.getHeaders().containsHeader(HttpHeaders.ACCEPT)) {
            asked.requestHeaders().remove(HttpHeaderNames.ACCEPT);
          }
          return out.sendObject(Unpooled.wrappedBuffer(body));
        })
        .response((answer, content) -> pass(answer, content, response))
        .then();
  }

  private static void copy(
      ServerHttpRequest request, io.netty.handler.codec.http.HttpHeaders to, int length) {
    // What the client adds by itself.
    to.clear();
    List<Map.Entry<String, String>> all = new ArrayList<>();
    request
        .getHeaders()
        .forEach((name, values) -> values.forEach(value -> all.add(Map.entry(name, value))));
    EndToEnd.pass(all, request.getHeaders().getConnection(), to::add);
    to.set(HttpHeaderNames.CONTENT_LENGTH, length);
  }

  private static Publisher<Void> pass(
      HttpClientResponse answer, ByteBufFlux content, ServerHttpResponse response) {
    response.setStatusCode(HttpStatusCode.valueOf(answer.status().code()));
    var headers = answer.responseHeaders();
    EndToEnd.pass(headers, headers.getAll(HttpHeaderNames.CONNECTION), response.getHeaders()::add);
    NettyDataBufferFactory buffers = (NettyDataBufferFactory) response.bufferFactory();
    return response.writeAndFlushWith(
        content.retain().map(piece -> Mono.just(buffers.wrap(piece))));
  }

  @Override
  public void close() {
    connections.dispose();
  }
}
