package io.quillmesh.tunedmodel.classifier;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The artefacts that this process serves. A change of one takes a restart. */
@Configuration(proxyBeanMethods = false)
class ArtefactConfiguration {

  @Bean
  Classifiers classifiers(ArtefactProperties properties) {
    Classifiers loaded = Artefacts.load(properties);
    for (Classifier classifier : loaded.all()) {
      WarmUp.run(classifier, properties.warmUp(), System::nanoTime);
    }
    return loaded;
  }
}
