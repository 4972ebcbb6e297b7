package io.quillmesh.tunedmodel.cascade;

import io.micrometer.core.instrument.Timer;
import io.quillmesh.tunedmodel.answer.ApiError;
import io.quillmesh.tunedmodel.answer.Completion;
import io.quillmesh.tunedmodel.cascade.Verdict.Answered;
import io.quillmesh.tunedmodel.cascade.Verdict.PassedOn;
import io.quillmesh.tunedmodel.upstream.Upstream;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Chat completions: answered here or passed on. */
@Controller
final class CascadeController {
  private static final Logger log = LoggerFactory.getLogger(CascadeController.class);

  private final ServedTasks tasks;
  private final Desk desk;
  private final Upstream upstream;
  private final CascadeProperties properties;
  private final InstantSource clock;

  CascadeController(
      ServedTasks tasks,
      Desk desk,
      Upstream upstream,
      CascadeProperties properties,
      InstantSource clock) {
    this.tasks = tasks;
    this.desk = desk;
    this.upstream = upstream;
    this.properties = properties;
    this.clock = clock;
  }

  @PostMapping("/{task}/v1/chat/completions")
  Mono<Void> complete(@PathVariable String task, ServerWebExchange exchange) {
    ServedTask served = tasks.named(task);
    if (served == null) {
      return Responses.send(exchange.getResponse(), ApiError.unknownTask(task, tasks.names()));
    }
    int most = Math.toIntExact(properties.largestBody().toBytes());
    return DataBufferUtils.join(exchange.getRequest().getBody(), most)
        .map(CascadeController::bytes)
        .defaultIfEmpty(new byte[0])
        .flatMap(body ->
            desk.judge(() -> served.judge().judge(body))
                .flatMap(verdict ->
                    switch (verdict) {
                      case Answered answer -> answer(served, answer, exchange.getResponse());
                      case PassedOn passed -> passOn(served, passed, body, exchange);
                    }))
        .onErrorResume(
            DataBufferLimitException.class,
            _ -> Responses.send(exchange.getResponse(), ApiError.tooLarge(most)));
  }

  private static byte[] bytes(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  private Mono<Void> answer(ServedTask task, Answered answer, ServerHttpResponse response) {
    task.metrics().answered(answer.guess(), answer.question().prompt(), answer.content());
    Completion completion =
        new Completion(
            "chatcmpl-" + UUID.randomUUID(),
            task.model(),
            task.fingerprint(),
            clock.instant().getEpochSecond(),
            answer.content());
    response.getHeaders().set(Responses.ANSWERED_BY, task.answeredBy());
    return answer.question().stream()
        ? Responses.send(
            response,
            MediaType.TEXT_EVENT_STREAM,
            completion.stream(answer.question().includeUsage()))
        : Responses.send(response, MediaType.APPLICATION_JSON, completion.whole());
  }

  private Mono<Void> passOn(
      ServedTask task, PassedOn passed, byte[] body, ServerWebExchange exchange) {
    task.metrics().passedOn(passed.reason());
    Timer.Sample call = task.metrics().upstream();
    ServerHttpResponse response = exchange.getResponse();
    return upstream
        .relay(task.upstream(), exchange.getRequest(), hinted(passed, body), response)
        .doOnSuccess(_ -> task.metrics().upstream(call, status(response)))
        .doOnCancel(() -> task.metrics().upstream(call, "cancelled"))
        .onErrorResume(e -> {
          task.metrics().upstream(call, response.isCommitted() ? "broken" : "unreachable");
          return failed(task, response, e);
        });
  }

  private byte[] hinted(PassedOn passed, byte[] body) {
    return properties.hint() && passed.question() != null && passed.guess() != null
        ? Hint.added(passed.question().json(), passed.guess())
        : body;
  }

  private static String status(ServerHttpResponse response) {
    return response.getStatusCode() == null
        ? "unknown"
        : String.valueOf(response.getStatusCode().value());
  }

  /** An answer that broke off stays so: the client must not take it for a complete one. */
  private static Mono<Void> failed(ServedTask task, ServerHttpResponse response, Throwable e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    log.atWarn()
        .addKeyValue("task", task.name())
        .addKeyValue("upstream", task.upstream())
        .addKeyValue("reason", why)
        .log("The upstream gave no complete answer");
    return response.isCommitted()
        ? Mono.error(e)
        : Responses.send(
            response,
            ApiError.unreachable(task.upstream().toString(), why, task.upstream().setting()));
  }
}
