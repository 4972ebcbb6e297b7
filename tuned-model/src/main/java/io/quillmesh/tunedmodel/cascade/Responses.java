package io.quillmesh.tunedmodel.cascade;

import io.quillmesh.tunedmodel.answer.ApiError;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/** Writes what this process itself says. */
final class Responses {
  /** Says that the answer is no upstream's, and of which artefact. Agents put it into events. */
  static final String ANSWERED_BY = "Quillmesh-Answered-By";

  private Responses() {}

  static Mono<Void> send(ServerHttpResponse response, ApiError error) {
    response.getHeaders().clear();
    response.setStatusCode(HttpStatusCode.valueOf(error.status()));
    return send(response, MediaType.APPLICATION_JSON, error.json());
  }

  static Mono<Void> send(ServerHttpResponse response, MediaType type, byte[] body) {
    response.getHeaders().setContentType(type);
    response.getHeaders().setContentLength(body.length);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }
}
