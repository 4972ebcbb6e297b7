package io.quillmesh.agenthost.host;

import io.quillmesh.agenthost.agent.DeclaredAgent;
import io.quillmesh.agenthost.folder.AgentFolder;
import io.quillmesh.schemas.provisioning.DeclaredAgentProvisioning;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts agents under a context.
 *
 * @param shared what they share
 */
record InstanceStarter(ConfigurableApplicationContext shared) implements AgentHost.Starter {

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
}
