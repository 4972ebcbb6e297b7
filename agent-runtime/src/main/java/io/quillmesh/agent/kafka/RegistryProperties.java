package io.quillmesh.agent.kafka;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The schema registry.
 *
 * @param url of its Confluent API, or {@code mock://name} for one inside this JVM
 * @param autoRegister whether unknown schemas are registered when first written; for tests only
 */
@ConfigurationProperties("quillmesh.schema-registry")
record RegistryProperties(
    @DefaultValue("http://localhost:8081/apis/ccompat/v7") String url,
    @DefaultValue("false") boolean autoRegister) {
  RegistryProperties {
    if (!url.matches("(https?|mock)://.+")) {
      throw new IllegalArgumentException(
          "quillmesh.schema-registry.url must be an http, https or mock URL, not '" + url + "'");
    }
  }
}
