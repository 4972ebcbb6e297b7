package io.quillmesh.agent.prompt;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives agents the {@link Prompts} to load theirs with. */
@AutoConfiguration
@EnableConfigurationProperties(PromptProperties.class)
class PromptAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Prompts prompts(PromptProperties properties) {
    return new Prompts(properties.folder());
  }
}
