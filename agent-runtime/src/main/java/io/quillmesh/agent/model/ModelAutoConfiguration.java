package io.quillmesh.agent.model;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.retry.Backoff;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
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
  Models models(ModelProperties properties, MeterRegistry meters) {
    ModelProperties.Retry retry = properties.retry();
    return new Models(
        properties,
        new RetryPolicy(
            retry.attempts(),
            new Backoff(
                retry.firstBackoff(),
                retry.longestBackoff(),
                () -> ThreadLocalRandom.current().nextLong()),
            retry.longestRetryAfter()),
        new ProviderErrors(InstantSource.system()),
        new ModelMetrics(meters),
        System::nanoTime);
  }

  @Bean
  Rehearsal rehearsal(Models models) {
    return new Rehearsal(models);
  }
}
