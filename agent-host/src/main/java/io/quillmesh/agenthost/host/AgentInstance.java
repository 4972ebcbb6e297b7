package io.quillmesh.agenthost.host;

import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agenthost.agent.Cards;
import io.quillmesh.agenthost.agent.DeclaredAgent;
import io.quillmesh.agenthost.agent.ModelDefaults;
import io.quillmesh.agenthost.folder.AgentFolder;
import io.quillmesh.schemas.AgentCard;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotationMetadata;

/** One agent that runs: all that agent-runtime makes of its binding. */
final class AgentInstance implements RunningAgent {
  private final AgentFolder folder;
  private final AnnotationConfigApplicationContext context;

  private AgentInstance(AgentFolder folder, AnnotationConfigApplicationContext context) {
    this.folder = folder;
    this.context = context;
  }

  /**
   * Starts an agent.
   *
   * @param shared has what agents share; its settings are the agent's, too
   */
  static AgentInstance start(AgentFolder folder, ConfigurableApplicationContext shared) {
    var context = new AnnotationConfigApplicationContext();
    context.setId("agent-" + folder.name());
    // Brings the settings along.
    context.setParent(shared);
    ModelDefaults.apply(folder, context.getEnvironment());
    ConfigurationPropertySources.attach(context.getEnvironment());
    context.registerBean(AgentBinding.class, () -> DeclaredAgent.binding(folder));
    context.registerBean(AgentCard.class, () -> Cards.of(folder));
    context.register(Runtime.class);
    context.refresh();
    return new AgentInstance(folder, context);
  }

  /** Imports what agent-runtime configures, and nothing else: the rest is shared. */
  @Configuration(proxyBeanMethods = false)
  @Import(RuntimeSelector.class)
  static class Runtime {}

  static final class RuntimeSelector implements DeferredImportSelector {
    private static final String RUNTIME = "io.quillmesh.agent.";

    @Override
    public String[] selectImports(AnnotationMetadata metadata) {
      return ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())
          .getCandidates()
          .stream()
          .filter(candidate -> candidate.startsWith(RUNTIME))
          .toArray(String[]::new);
    }
  }

  @Override
  public AgentFolder folder() {
    return folder;
  }

  @Override
  public HealthIndicator health() {
    return context.getBean(HealthIndicator.class);
  }

  /** Finishes what is at work, as far as time allows. */
  @Override
  public void close() {
    context.close();
  }
}
