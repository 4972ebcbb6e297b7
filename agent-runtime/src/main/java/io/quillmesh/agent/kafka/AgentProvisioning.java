package io.quillmesh.agent.kafka;

import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.retry.RetryForever;
import io.quillmesh.agent.retry.StoppingException;
import io.quillmesh.schemas.RegistryUnavailableException;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.provisioning.CardWithdrawal;
import io.quillmesh.schemas.provisioning.DeclaredAgentProvisioning;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Provides what a declared agent needs in the mesh; waits for what is out of reach. */
public final class AgentProvisioning {
  private final KafkaClients clients;
  private final String registryUrl;
  private final RetryForever broker;
  private final RetryForever registry;

  AgentProvisioning(
      KafkaClients clients, String registryUrl, RetryForever broker, RetryForever registry) {
    this.clients = clients;
    this.registryUrl = registryUrl;
    this.broker = broker;
    this.registry = registry;
  }

  /**
   * Registers the schema of an agent's results and creates its dead-letter topics, where they are
   * not there. A group that is new begins with what comes from now on. To be called before the
   * group has members.
   *
   * @throws io.quillmesh.schemas.provisioning.SchemaRefusedException if the schema would break
   *     readers
   * @throws StoppingException if the thread is interrupted meanwhile
   */
  public void provide(AgentBinding<?, ?> binding) {
    var results = Topics.results(binding.output().schema());
    registry.call(
        () -> {
          DeclaredAgentProvisioning.registerResult(registryUrl, results);
          return true;
        },
        RegistryUnavailableException.class);
    retry(() -> {
      try (Admin admin = clients.admin()) {
        DeclaredAgentProvisioning.createDeadLetterTopics(
            admin, binding.group(), Stream.of(binding.input(), Topics.CANCELLATIONS));
        DeclaredAgentProvisioning.beginNow(admin, binding.group(), binding.input());
        return true;
      } catch (InterruptedException e) {
        throw StoppingException.interrupted(e);
      }
    });
  }

  /**
   * Withdraws the card of an agent that cannot run, unless another instance runs it.
   *
   * @return whether it was there and is withdrawn
   * @throws StoppingException if the thread is interrupted meanwhile
   */
  public boolean withdraw(String agent) {
    return retry(() -> {
      try {
        return CardWithdrawal.unlessItRuns(clients.adminSettings(), agent, CardWithdrawal.PATIENCE);
      } catch (InterruptedException e) {
        throw StoppingException.interrupted(e);
      }
    });
  }

  /** Tries until the broker does it. */
  public <T> T retry(Supplier<T> attempt) {
    return broker.call(
        () -> {
          try {
            return attempt.get();
          } catch (InterruptException e) {
            throw StoppingException.interrupted(new InterruptedException(e.getMessage()));
          }
        },
        KafkaException.class);
  }
}
