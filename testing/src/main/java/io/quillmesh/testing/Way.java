package io.quillmesh.testing;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the tests' broker and registry run. */
enum Way {
  /** As containers of published images. */
  CONTAINERS,
  /** As child processes, as in {@code ./mesh up}. */
  PROCESSES;

  /** The system property that asks for one of these ways. */
  static final String PROPERTY = "quillmesh.test.kafka";

  private static final Logger LOG = LoggerFactory.getLogger(Way.class);

  /**
   * The way that the system property asks for, otherwise containers if everything for them is
   * available.
   */
  static Way ofThisRun() throws InterruptedException {
    Optional<Way> asked = asked(System.getProperty(PROPERTY, ""));
    if (asked.isPresent()) {
      LOG.info("Broker and registry of the tests: {}, as {} says", asked.get(), PROPERTY);
      return asked.get();
    }
    Optional<String> missing = DockerImages.missing();
    if (missing.isPresent()) {
      LOG.info("Broker and registry of the tests: {}, for {}", PROCESSES, missing.get());
      return PROCESSES;
    }
    LOG.info("Broker and registry of the tests: {}, for Docker is at hand", CONTAINERS);
    return CONTAINERS;
  }

  /**
   * @param name empty if the property is not set
   * @throws IllegalArgumentException if there is no such way
   */
  static Optional<Way> asked(String name) {
    return switch (name) {
      case "" -> Optional.empty();
      case "containers" -> Optional.of(CONTAINERS);
      case "processes" -> Optional.of(PROCESSES);
      default ->
          throw new IllegalArgumentException(
              PROPERTY + " is \"" + name + "\"; it must be containers or processes, or not set");
    };
  }
}
