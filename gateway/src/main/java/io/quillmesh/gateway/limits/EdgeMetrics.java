package io.quillmesh.gateway.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.gateway.protocol.RejectionCode;
import org.springframework.stereotype.Component;

/** What operators see of the edge. No label bears an id. */
@Component
public class EdgeMetrics {
  private final MeterRegistry registry;
  private final Counter framesSent;

  public EdgeMetrics(MeterRegistry registry, Connections connections) {
    this.registry = registry;
    this.framesSent =
        Counter.builder("quillmesh.edge.frames.sent")
            .description("Frames written to clients")
            .register(registry);
    Gauge.builder("quillmesh.edge.connections", connections, Connections::count)
        .description("Open WebSockets and event streams")
        .register(registry);
    Gauge.builder("quillmesh.edge.connections.limit", connections, Connections::limit)
        .description("How many there may be")
        .register(registry);
    for (Refusal refusal : Refusal.values()) {
      refusals(refusal);
    }
  }

  /** Counts who was not let in for now. */
  public void refused(Refusal refusal) {
    refusals(refusal).increment();
  }

  private Counter refusals(Refusal refusal) {
    return Counter.builder("quillmesh.edge.refusals")
        .description("Who was not let in for now, by reason")
        .tag("reason", refusal.name())
        .register(registry);
  }

  public void frameSent() {
    framesSent.increment();
  }

  public void rejected(RejectionCode code) {
    registry.counter("quillmesh.edge.rejections", "code", code.name()).increment();
  }

  /** Counts what the gateway closed, such as 4408 for a client that was too slow. */
  public void closed(int code) {
    registry.counter("quillmesh.edge.closes", "code", String.valueOf(code)).increment();
  }
}
