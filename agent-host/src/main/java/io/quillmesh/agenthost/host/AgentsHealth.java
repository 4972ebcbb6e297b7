package io.quillmesh.agenthost.host;

import io.quillmesh.agenthost.host.AgentHost.Hosted;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * The health of each agent, by name. A broken folder is shown, but does not make the others
 * unready.
 */
final class AgentsHealth implements CompositeHealthContributor {
  /** No status that counts in the whole. */
  private static final Status BROKEN = new Status("BROKEN");

  private final AgentHost host;

  AgentsHealth(AgentHost host) {
    this.host = host;
  }

  @Override
  public @Nullable HealthContributor getContributor(String name) {
    Hosted hosted = host.agents().get(name);
    return hosted == null ? null : contributor(hosted);
  }

  @Override
  public Stream<HealthContributors.Entry> stream() {
    return host.agents().entrySet().stream()
        .map(agent -> new HealthContributors.Entry(agent.getKey(), contributor(agent.getValue())));
  }

  private static HealthIndicator contributor(Hosted hosted) {
    return switch (hosted) {
      case Hosted.Running(RunningAgent agent, String refused) when refused.isEmpty() ->
          agent.health();
      case Hosted.Running(RunningAgent agent, String refused) ->
          () -> noting(agent.health().health(), refused);
      case Hosted.Broken(String reason) ->
          () -> Health.status(BROKEN).withDetail("reason", reason).build();
    };
  }

  private static @Nullable Health noting(@Nullable Health health, String refused) {
    return health == null
        ? null
        : Health.status(health.getStatus())
            .withDetails(health.getDetails())
            .withDetail("changedFolder", refused)
            .build();
  }
}
