package io.quillmesh.agenthost.host;

import io.quillmesh.agent.kafka.KafkaClients;
import io.quillmesh.agenthost.agent.DeclaredAgent;
import io.quillmesh.agenthost.folder.AgentFolder;
import io.quillmesh.schemas.provisioning.CardWithdrawal;
import io.quillmesh.schemas.provisioning.DeclaredAgentProvisioning;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts agents under a context.
 *
 * @param shared what they share
 */
record InstanceStarter(ConfigurableApplicationContext shared) implements AgentHost.Starter {
  private static final Logger log = LoggerFactory.getLogger(InstanceStarter.class);
  private static final Duration AFTER_ERROR = Duration.ofSeconds(5);

  @Override
  public RunningAgent start(AgentFolder folder) {
    return AgentInstance.start(folder, shared);
  }

  @Override
  public void check(AgentFolder folder) {
    DeclaredAgentProvisioning.registerResult(
        shared.getEnvironment().getRequiredProperty("quillmesh.schema-registry.url"),
        DeclaredAgent.results(folder));
  }

  /** In the background: a broker that is out of reach delays no other agent. */
  @Override
  public void withdraw(String agent) {
    var kafka =
        KafkaClients.adminSettings(
            shared.getBean(KafkaProperties.class), shared.getBean(KafkaConnectionDetails.class));
    Thread.ofVirtual()
        .name("withdraw-" + agent)
        .start(() -> {
          boolean done = false;
          while (!done && shared.isActive()) {
            done = withdraw(kafka, agent);
          }
        });
  }

  /** Returns false if it must be tried again. */
  private static boolean withdraw(Map<String, Object> kafka, String agent) {
    try {
      if (CardWithdrawal.unlessItRuns(kafka, agent, CardWithdrawal.PATIENCE)) {
        log.atWarn()
            .addKeyValue("agent", agent)
            .log("No instance runs the agent, so its earlier card is withdrawn");
      }
      return true;
    } catch (KafkaException e) {
      log.atWarn()
          .addKeyValue("agent", agent)
          .addKeyValue("error", e.getMessage())
          .log("Whether the agent's card must be withdrawn is not known now; trying again");
      return !pause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(AFTER_ERROR);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
