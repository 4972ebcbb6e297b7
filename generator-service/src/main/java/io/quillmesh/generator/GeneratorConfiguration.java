package io.quillmesh.generator;

import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.prompt.PromptTemplates;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.ArticleWritten;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Intents in, articles out. */
@Configuration(proxyBeanMethods = false)
class GeneratorConfiguration {

  @Bean
  AgentBinding<IntentRecognized, ArticleWritten> generatorAgent(PromptTemplates prompts) {
    return new AgentBinding<>(
        Agents.GENERATOR,
        Groups.GENERATOR_SERVICE,
        Topics.INTENTS,
        Topics.ARTICLES,
        IntentRecognized::getTurn,
        new GeneratorAgent(prompts.load("generator"), prompts.load("passage")));
  }
}
