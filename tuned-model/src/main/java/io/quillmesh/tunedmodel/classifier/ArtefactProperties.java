package io.quillmesh.tunedmodel.classifier;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What is loaded at the start.
 *
 * @param artefacts files that {@code ./mesh tune} wrote, or folders of them
 * @param weights the folder with the encoders' weights
 * @param warmUp how long classifiers may be made quick before the first request
 */
@ConfigurationProperties("quillmesh.tuned")
record ArtefactProperties(List<Path> artefacts, Path weights, Duration warmUp) {
  ArtefactProperties {
    artefacts = List.copyOf(artefacts);
  }
}
