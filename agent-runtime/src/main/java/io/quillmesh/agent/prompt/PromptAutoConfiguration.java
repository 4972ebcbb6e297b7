package io.quillmesh.agent.prompt;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives agents the {@link PromptTemplates} to load theirs with. */
@AutoConfiguration
@EnableConfigurationProperties(PromptProperties.class)
class PromptAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  PromptTemplates prompts(PromptProperties properties) {
    return new PromptTemplates(properties.folder());
  }
}
