package io.quillmesh.reply.pairing;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready while pairs are made; between two owners of a partition they soon will be again. */
final class PairingHealth implements HealthIndicator {
  private final PairingStreams streams;

  PairingHealth(PairingStreams streams) {
    this.streams = streams;
  }

  @Override
  public Health health() {
    Health.Builder health =
        switch (streams.state()) {
          case RUNNING -> streams.isFailing() ? Health.down() : Health.up();
          case CREATED, REBALANCING, PENDING_SHUTDOWN -> Health.outOfService();
          case NOT_RUNNING, PENDING_ERROR, ERROR -> Health.down();
        };
    return health.withDetail("state", streams.state()).build();
  }
}
