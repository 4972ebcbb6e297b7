package io.quillmesh.tunedmodel.classifier;

import io.quillmesh.tuning.artefact.ArtefactException;
import io.quillmesh.tuning.weights.WeightsException;
import java.util.Objects;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The artefacts that this process serves. A change of one takes a restart. */
@Configuration(proxyBeanMethods = false)
class ArtefactConfiguration {

  @Bean
  Classifiers classifiers(ArtefactProperties properties) {
    Classifiers loaded = load(properties);
    for (Classifier classifier : loaded.all()) {
      WarmUp.run(classifier, properties.warmUp(), System::nanoTime);
    }
    return loaded;
  }

  // Spring Boot says in a few lines what is wrong with a property, and not in a hundred.
  private static Classifiers load(ArtefactProperties properties) {
    try {
      return Artefacts.load(properties);
    } catch (ArtefactException e) {
      throw invalid("artefacts", properties.artefacts(), e);
    } catch (WeightsException e) {
      throw invalid("weights", properties.weights(), e);
    }
  }

  private static InvalidConfigurationPropertyValueException invalid(
      String property, Object value, RuntimeException cause) {
    return new InvalidConfigurationPropertyValueException(
        "quillmesh.tuned." + property,
        value,
        Objects.requireNonNullElse(cause.getMessage(), ""),
        cause);
  }
}
