package io.quillmesh.agenthost.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.scripted.Reaction;
import io.quillmesh.agent.scripted.ScriptedModel;
import io.quillmesh.agenthost.testing.TestFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AgentCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TITLES =
      "{\"titles\": [{\"label\": \"雾\", \"message\": \"Use it\"}], \"score\": 70, \"tone\":"
          + " \"DARING\", \"remark\": null}";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final ScriptedModel model = new ScriptedModel();

  @TempDir private Path parent = Path.of("set by JUnit");

  private TestFolder folder = new TestFolder(parent);

  @BeforeEach
  void aFolderWithAModel() {
    folder =
        TestFolder.in(parent)
            .replace(
                "agent.yml",
                "  temperature: 0.4",
                """
                  base-url: %s
                  name: scripted
                  retry: {attempts: 1}
                  request: {streamed: true}\
                """
                    .formatted(model.baseUrl())
                    .indent(2)
                    .stripTrailing());
  }

  @AfterEach
  void close() {
    model.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"new", "check", "try", "test", "schema", "run"})
  void everyCommandHasHelpWithAnExample(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("Example:").contains("./mesh agent " + command);
  }

  @Test
  void aNewAgentHasNothingWrong() {
    assertThat(run("new", "my-agent", "--in", parent.toString())).isZero();
    assertThat(run("check", parent.resolve("my-agent").toString())).isZero();
    assertThat(out.toString()).contains("nothing is wrong, 2 cases");
  }

  @Test
  void aNewAgentNeedsAGoodNameAndRoom() {
    assertThat(run("new", "reply", "--in", parent.toString())).isEqualTo(1);
    assertThat(run("new", "title-suggester", "--in", parent.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("belongs to the mesh itself").contains("exists");
  }

  @Test
  void aCheckNamesAllProblemsOfAllFolders() {
    // Given
    folder.with("prompt.md", "").replace("agent.yml", "deadline: 45s", "deadline: soon");
    TestFolder good = TestFolder.named(parent, "readability");

    // When
    int code = run("check", folder.path().toString(), good.path().toString());

    // Then
    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .contains(folder.path() + "/agent.yml:9: ")
        .contains(folder.path() + "/prompt.md:1: ");
    assertThat(out.toString()).contains(good.path() + ": nothing is wrong");
  }

  @Test
  void aTryAsksTheModelAsAMeshWould() throws Exception {
    // Given an answer that has to be repaired
    Path article = Files.writeString(parent.resolve("london.md"), "# London\n\nFog.\n");
    model.then(Reaction.text(TITLES.replace("70", "700")), Reaction.text(TITLES));

    // When
    int code =
        run(
            "try",
            folder.path().toString(),
            "--message",
            "写吧",
            "--language",
            "zh",
            "--article",
            article.toString());

    // Then
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(JSON.readTree(out.toString())).isEqualTo(JSON.readTree(TITLES));
    JsonNode messages = model.requests().getFirst().path("messages");
    assertThat(JSON.readTree(messages.at("/1/content").asString()))
        .isEqualTo(
            JSON.readTree(
                """
                {"message": "写吧", "language": "zh",
                 "article": {"version": 1, "title": "London", "markdown": "# London\\n\\nFog.\\n"}}
                """));
    assertThat(model.requests()).hasSize(2);
  }

  @Test
  void aTryThatFailsSaysWhy() {
    // Given
    model.otherwise(Reaction.status(401));

    // When, Then
    assertThat(run("try", folder.path().toString(), "--message", "Hello")).isEqualTo(1);
    assertThat(err.toString()).contains("No answer of scripted at").contains("MODEL_REFUSED");
  }

  @Test
  void aTryNeedsAnArticleThatCanBeRead() {
    String nowhere = parent.resolve("nowhere.md").toString();

    int code = run("try", folder.path().toString(), "--message", "Hello", "--article", nowhere);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains(nowhere + " cannot be read").contains("--help");
  }

  @Test
  void aTestNamesTheExpectationsThatFailed() {
    // Given
    folder.with(
        "cases.yml",
        """
        - name: good
          message: Hello
          expect: [{at: /titles, size: 1}]
        - name: bad
          message: Hello
          expect:
            - {at: /titles, size: 1}
            - {at: /score, max: 50}
        """);
    model.otherwise(Reaction.text(TITLES));

    // When
    int code = run("test", folder.path().toString());

    // Then
    assertThat(code).isEqualTo(1);
    assertThat(out.toString())
        .contains("ok    good")
        .contains("FAIL  bad")
        .contains("cases.yml:8: /score is 70, expected max: 50")
        .doesNotContain("cases.yml:7")
        .contains("1 of 2 cases are as expected");
  }

  @Test
  void aRunNeedsAFolderThatIsGood() {
    assertThat(run("run", parent.resolve("nowhere").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("there is no such folder");
    assertThat(run("run", folder.path().toString(), folder.path().toString())).isEqualTo(2);
  }

  private int run(String... args) {
    return AgentCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
