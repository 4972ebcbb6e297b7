package io.quillmesh.gateway.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.gateway.protocol.RejectionCode;
import org.springframework.stereotype.Component;

/** The metrics of the edge. No label contains an id. */
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

  /** Counts a refused client. */
  public void refused(Refusal refusal) {
    refusals(refusal).increment();
  }

  private Counter refusals(Refusal refusal) {
    return Counter.builder("quillmesh.edge.refusals")
        .description("Clients that were refused for now, by reason")
        .tag("reason", refusal.name())
        .register(registry);
  }

  public void frameSent() {
    framesSent.increment();
  }

  public void rejected(RejectionCode code) {
    registry.counter("quillmesh.edge.rejections", "code", code.name()).increment();
  }

  /** Counts a connection that the gateway closed, such as 4408 for a client that was too slow. */
  public void closed(int code) {
    registry.counter("quillmesh.edge.closes", "code", String.valueOf(code)).increment();
  }
}
