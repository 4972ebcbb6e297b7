package io.quillmesh.agent.intake;

import io.quillmesh.agent.cancel.Cancellations;
import io.quillmesh.agent.card.Introduction;
import io.quillmesh.agent.kafka.Codec;
import io.quillmesh.agent.kafka.SupervisedContainer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether this instance can work: it is in its groups and has loaded the schemas that it writes. A
 * registry that goes away later is a detail and not a reason to be unready: known schemas are
 * cached, records with unknown ones wait, and a restart would only make it worse.
 */
final class AgentHealthIndicator implements HealthIndicator {
  private final SupervisedContainer container;
  private final Assignment assignment;
  private final InFlight inFlight;
  private final Codec codec;
  private final SchemaWarmUp schemas;
  private final Cancellations cancellations;
  private final Introduction introduction;

  AgentHealthIndicator(
      SupervisedContainer container,
      Assignment assignment,
      InFlight inFlight,
      Codec codec,
      SchemaWarmUp schemas,
      Cancellations cancellations,
      Introduction introduction) {
    this.container = container;
    this.assignment = assignment;
    this.inFlight = inFlight;
    this.codec = codec;
    this.schemas = schemas;
    this.cancellations = cancellations;
    this.introduction = introduction;
  }

  @Override
  public Health health() {
    boolean consuming =
        container.isConsuming() && assignment.hasJoined() && cancellations.isListening();
    boolean schemasKnown = schemas.isDone();
    Health.Builder health = consuming && schemasKnown ? Health.up() : Health.outOfService();
    introduction.refusal().ifPresent(reason -> health.withDetail("refused", reason));
    return health
        .withDetail("consumer", consuming ? "in its groups" : "not in its groups")
        .withDetail("partitions", assignment.size())
        .withDetail("inFlight", inFlight.count())
        .withDetail("schemas", schemasKnown ? "known" : "not known yet")
        .withDetail(
            "registry",
            codec
                .registryFailingSince()
                .map(since -> "degraded: out of reach since " + since)
                .orElse("reachable"))
        .build();
  }
}
