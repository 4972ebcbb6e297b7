package io.quillmesh.agenthost.host;

import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The host, its watch, and the health of its agents. */
@Configuration(proxyBeanMethods = false)
class HostConfiguration {

  @Bean
  AgentHost agentHost(HostSettings settings, ConfigurableApplicationContext context) {
    return new AgentHost(settings.folders(), new InstanceStarter(context));
  }

  @Bean
  FolderWatch folderWatch(HostSettings settings, AgentHost host) {
    return new FolderWatch(settings.watch() ? settings.folders() : List.of(), host::reload);
  }

  /** In the group of readiness, as that of an agent that is a process of its own. */
  @Bean
  AgentsHealth agentHealthContributor(AgentHost host) {
    return new AgentsHealth(host);
  }
}
