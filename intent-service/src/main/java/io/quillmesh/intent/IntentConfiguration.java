package io.quillmesh.intent;

import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.prompt.PromptTemplates;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.TurnStarted;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Turns in, intents out. */
@Configuration(proxyBeanMethods = false)
class IntentConfiguration {

  @Bean
  AgentBinding<TurnStarted, IntentRecognized> intentAgent(PromptTemplates prompts) {
    return new AgentBinding<>(
        Agents.INTENT,
        Groups.INTENT_SERVICE,
        Topics.TURNS,
        Topics.INTENTS,
        TurnStarted::getTurn,
        new IntentAgent(prompts.load("intent")));
  }
}
