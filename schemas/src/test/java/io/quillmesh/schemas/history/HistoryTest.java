package io.quillmesh.schemas.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.contract.History;
import io.quillmesh.schemas.contract.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This build's schemas against all released ones. */
class HistoryTest {
  private final History history = History.in(Freeze.FOLDER);

  static Stream<Named<Topic<?>>> topics() {
    return Topics.ofOneType().map(topic -> Named.of(topic.name(), topic));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("topics")
  void everyReleasedVersionAndThisBuildReadEachOther(Topic<?> topic) {
    List<Version> released = history.versions(topic.name());

    List<String> problems = Evolution.problems(released, topic.schema());

    assertThat(problems)
        .withFailMessage("%s%n%s", String.join("\n", problems), Evolution.ADVICE)
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("topics")
  void thisBuildsSchemaIsFrozen(Topic<?> topic) {
    List<Version> released = history.versions(topic.name());

    assertThat(!released.isEmpty() && Evolution.isSame(released.getLast(), topic.schema()))
        .withFailMessage(
            "The schema of %s is not the newest in schemas/history: run ./mesh freeze and commit what it writes.",
            topic.name())
        .isTrue();
  }

  @Test
  void noTopicIsForgotten() throws IOException {
    try (var folders = Files.list(Freeze.FOLDER)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .as("topics with released schemas")
          .containsExactlyInAnyOrderElementsOf(Topics.ofOneType().map(Topic::name).toList());
    }
  }
}
