package io.quillmesh.tunedmodel.cascade;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.tunedmodel.classifier.Classifiers;
import io.quillmesh.tunedmodel.upstream.Upstream;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The parts of the cascade. */
@Configuration(proxyBeanMethods = false)
class CascadeConfiguration {

  @Bean
  ServedTasks servedTasks(
      Classifiers classifiers,
      CascadeProperties properties,
      Environment environment,
      MeterRegistry registry) {
    return new ServedTasks(classifiers.all(), properties, environment::getProperty, registry);
  }

  @Bean
  Desk desk(CascadeProperties properties) {
    return new Desk(properties.judges(), properties.queue(), properties.patience());
  }

  @Bean
  Upstream upstream(CascadeProperties properties) {
    return new Upstream(properties.connectTimeout());
  }

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }
}
