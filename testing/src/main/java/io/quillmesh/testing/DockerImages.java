package io.quillmesh.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/** The images for containers in tests, which are those of docker-compose.yml. */
public final class DockerImages {

  /** Apache Kafka's own image. */
  public static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.2.1");

  static final DockerImageName REGISTRY = DockerImageName.parse("apicurio/apicurio-registry:3.3.3");

  private static final int PULL_MINUTES = 10;

  private DockerImages() {}

  /**
   * What is missing for containers, if anything. Pulls images that are missing, with one attempt:
   * Testcontainers itself takes two minutes to give up when there is no network.
   */
  static Optional<String> missing() throws InterruptedException {
    DockerClient docker;
    try {
      docker = DockerClientFactory.instance().client();
    } catch (RuntimeException e) {
      return Optional.of("no Docker engine is at hand: " + e.getMessage());
    }
    for (DockerImageName image : new DockerImageName[] {KAFKA, REGISTRY}) {
      Optional<String> reason = fetch(docker, image);
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> fetch(DockerClient docker, DockerImageName image)
      throws InterruptedException {
    String name = image.asCanonicalNameString();
    try {
      docker.inspectImageCmd(name).exec();
      return Optional.empty();
    } catch (NotFoundException _) {
      // Pulled below.
    }
    try {
      boolean pulled =
          docker
              .pullImageCmd(name)
              .exec(new PullImageResultCallback())
              .awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES);
      return pulled
          ? Optional.empty()
          : Optional.of(name + " could not be pulled in " + PULL_MINUTES + " minutes");
    } catch (DockerException e) {
      return Optional.of(name + " cannot be pulled: " + e.getMessage());
    }
  }
}
