package io.quillmesh.tunedmodel.cascade;

import io.quillmesh.tunedmodel.answer.ApiError;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What else OpenAI's clients ask for. */
@Controller
final class ModelsController {
  private final ServedTasks tasks;

  ModelsController(ServedTasks tasks) {
    this.tasks = tasks;
  }

  @GetMapping("/{task}/v1/models")
  Mono<Void> models(@PathVariable String task, ServerWebExchange exchange) {
    ServedTask served = tasks.named(task);
    if (served == null) {
      return Responses.send(exchange.getResponse(), ApiError.unknownTask(task, tasks.names()));
    }
    ObjectNode list = JsonMapper.shared().createObjectNode().put("object", "list");
    list.putArray("data")
        .addObject()
        .put("id", served.model())
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", "quillmesh-tuned")
        .put("system_fingerprint", served.fingerprint())
        .put("upstream", served.upstream().toString());
    return Responses.send(
        exchange.getResponse(),
        MediaType.APPLICATION_JSON,
        JsonMapper.shared().writeValueAsBytes(list));
  }

  /** Any other path or method of a task. */
  @RequestMapping("/{task}/v1/**")
  Mono<Void> unknown(ServerWebExchange exchange) {
    return Responses.send(
        exchange.getResponse(),
        ApiError.unknownUrl(
            exchange.getRequest().getMethod().name(), exchange.getRequest().getPath().value()));
  }
}
