package io.quillmesh.agent.intake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The records at work as a metric. It goes with its agent: another may start in this process. */
final class InFlightMetric implements AutoCloseable {
  private final Gauge gauge;
  private final MeterRegistry meters;

  InFlightMetric(String agent, InFlight inFlight, MeterRegistry meters) {
    this.meters = meters;
    this.gauge =
        Gauge.builder("quillmesh.agent.in.flight", inFlight, InFlight::count)
            .description("Records at work")
            .tag("agent", agent)
            .register(meters);
  }

  @Override
  public void close() {
    meters.remove(gauge);
  }
}
