package io.quillmesh.context;

import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.prompt.PromptTemplates;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.TurnStarted;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Turns in, analyses out. */
@Configuration(proxyBeanMethods = false)
class ContextConfiguration {

  @Bean
  AgentBinding<TurnStarted, ContextAnalyzed> contextAgent(PromptTemplates prompts) {
    return new AgentBinding<>(
        Agents.CONTEXT,
        Groups.CONTEXT_SERVICE,
        Topics.TURNS,
        Topics.CONTEXTS,
        TurnStarted::getTurn,
        new ContextAgent(prompts.load("context", "summary-characters")));
  }
}
