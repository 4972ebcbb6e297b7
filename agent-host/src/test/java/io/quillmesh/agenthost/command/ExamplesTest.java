package io.quillmesh.agenthost.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agenthost.folder.FolderReader;
import io.quillmesh.offlinemodel.OfflineModel;
import io.quillmesh.offlinemodel.settings.Settings;
import io.quillmesh.schemas.ResultSchemas;
import io.quillmesh.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example agents, asked with the offline model. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("../agents");

  private static final Path READER = Path.of("../end-to-end/contract-consumer/src");

  private static OfflineModel model;

  static Stream<String> folders() throws IOException {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      return folders.filter(Files::isDirectory).map(Path::toString).sorted().toList().stream();
    }
  }

  @BeforeAll
  static void startModel() throws IOException {
    model = OfflineModel.start(Settings.INSTANT);
    System.setProperty("OPENAI_BASE_URL", model.baseUrl());
  }

  @AfterAll
  static void stopModel() {
    System.clearProperty("OPENAI_BASE_URL");
    model.close();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void itsAnswersAreAsItsCasesSay(String folder) {
    StringWriter printed = new StringWriter();
    PrintWriter printer = new PrintWriter(printed, true);

    int code = AgentCommand.run(printer, printer, "test", folder);

    assertThat(code).as(printed.toString()).isZero();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void itHasTwoCasesInEachLanguage(String folder) {
    assertThat(FolderReader.read(Path.of(folder)))
        .isInstanceOfSatisfying(
            FolderReader.Reading.Good.class,
            good -> {
              List<String> languages =
                  good.agent().cases().stream()
                      .map(one -> one.request().getTurn().getLanguage())
                      .toList();
              assertThat(languages).filteredOn("en"::equals).hasSizeGreaterThanOrEqualTo(2);
              assertThat(languages).filteredOn("zh"::equals).hasSizeGreaterThanOrEqualTo(2);
            });
  }

  /** A team that reads the results keeps what the command prints. */
  @Test
  void theSchemaOfItsResultsIsTheOneThatTheExampleOfAReaderHas() throws IOException {
    StringWriter printed = new StringWriter();
    PrintWriter printer = new PrintWriter(printed, true);
    String subject = Topics.RESULTS.name() + "-" + ResultSchemas.fullName("title-suggester");

    int code = AgentCommand.run(printer, printer, "schema", EXAMPLES + "/title-suggester");

    assertThat(code).as(printed.toString()).isZero();
    assertThat(printed.toString())
        .isEqualTo(Files.readString(READER.resolve("main/avro/TitleSuggesterAnswered.avsc")))
        .isEqualTo(
            Files.readString(
                READER.resolve("test/resources/contracts/" + subject + "/1/schema.avsc")));
  }
}
