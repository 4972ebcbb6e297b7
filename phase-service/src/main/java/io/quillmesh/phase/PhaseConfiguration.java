package io.quillmesh.phase;

import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.prompt.PromptTemplates;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.PhaseDecided;
import io.quillmesh.schemas.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Analyses in, phases and choices out. */
@Configuration(proxyBeanMethods = false)
class PhaseConfiguration {

  @Bean
  AgentBinding<ContextAnalyzed, PhaseDecided> phaseAgent(PromptTemplates prompts) {
    return new AgentBinding<>(
        Agents.PHASE,
        Groups.PHASE_SERVICE,
        Topics.CONTEXTS,
        Topics.PHASES,
        ContextAnalyzed::getTurn,
        new PhaseAgent(prompts.load("phase")));
  }
}
