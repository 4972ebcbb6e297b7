package io.quillmesh.agent.model;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.agent.AgentBinding;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The models of an agent. */
@AutoConfiguration
@ConditionalOnBean(AgentBinding.class)
@EnableConfigurationProperties(ModelProperties.class)
class ModelAutoConfiguration {

  @Bean
  Models models(AgentBinding<?, ?> binding, ModelProperties properties, MeterRegistry meters) {
    return Models.of(binding.agent(), properties, meters);
  }

  @Bean
  ModelWarmUp modelWarmUp(Models models) {
    return new ModelWarmUp(models);
  }
}
