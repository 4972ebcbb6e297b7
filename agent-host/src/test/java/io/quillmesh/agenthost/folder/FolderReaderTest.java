package io.quillmesh.agenthost.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agenthost.check.Problem;
import io.quillmesh.agenthost.folder.FolderReader.Reading;
import io.quillmesh.agenthost.question.Part;
import io.quillmesh.agenthost.testing.TestFolder;
import io.quillmesh.schemas.Intent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderReaderTest {
  @TempDir private Path parent = Path.of("set by JUnit");

  private TestFolder folder = new TestFolder(parent);

  @BeforeEach
  void aGoodFolder() {
    folder = TestFolder.in(parent);
  }

  @Test
  void aGoodFolderIsAnAgent() {
    // When
    Reading reading = FolderReader.read(folder.path());

    // Then
    assertThat(reading).isInstanceOf(Reading.Good.class);
    AgentFolder agent = ((Reading.Good) reading).agent();
    AgentSettings settings = agent.settings();
    assertThat(settings.name()).isEqualTo("title-suggester");
    assertThat(settings.chinese()).isEqualTo("标题");
    assertThat(settings.after()).containsExactly("generator");
    assertThat(settings.intents()).containsExactly(Intent.GENERATE_ARTICLE);
    assertThat(settings.endsTurn()).isFalse();
    assertThat(settings.showsLate()).isTrue();
    assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(45));
    assertThat(settings.sees()).containsExactly(Part.MESSAGE, Part.LANGUAGE, Part.ARTICLE);
    assertThat(settings.model().in(""))
        .containsExactly(java.util.Map.entry("quillmesh.agent.model.temperature", "0.4"));
    assertThat(settings.model().in("production"))
        .containsEntry("quillmesh.agent.model.name", "large")
        .containsEntry("quillmesh.agent.model.temperature", "0.4");
    assertThat(agent.prompt().text()).isEqualTo("Suggest titles for `article`.\n");
    assertThat(agent.answer()).isNotNull();
    assertThat(agent.cases()).hasSize(1);
  }

  @Test
  void aTextNeedsNoAnswerFile() {
    // Given
    folder
        .without("answer.avdl")
        .replace("agent.yml", "deadline: 45s", "text: true")
        .with(
            "cases.yml",
            """
            - name: a preview
              message: Hello
              language: zh
              expect: [{at: "", matches: ".*伦敦.*"}]
            """);

    // When, Then
    assertThat(FolderReader.read(folder.path())).isInstanceOf(Reading.Good.class);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name: title-suggester | name: Title | 1 | which is no agent's name | rename",
        "name: title-suggester | name: reply | 1 | which belongs to the mesh itself | rename",
        "name: title-suggester | name: other | 1 | the folder is called \"title-suggester\" | rename",
        "name: title-suggester | nmae: title-suggester | 1 | \"nmae\" is not known | correct the name",
        "labels: {en: Titles, zh: 标题} | labels: {en: Titles} | 2 | \"labels.zh\" is missing | add one",
        "labels: {en: Titles, zh: 标题} | labels: {en: Titles, zh: ''} | 2 | \"labels.zh\" is | write one",
        "labels: {en: Titles, zh: 标题} | labels: {en: Titles, zh: 标题, fr: Titres} | 2 | \"labels.fr\" is not known | delete",
        "labels: {en: Titles, zh: 标题} | labels: Titles | 2 | \"labels\" is \"Titles\" | write them indented",
        "after: [generator] | after: generator | 3 | \"after\" is \"generator\" | in brackets",
        "after: [generator] | after: [generator, generator] | 3 | \"after[1]\" is \"generator\" | delete one",
        "after: [generator] | after: [generator, title-suggester] | 3 | \"after[1]\" is | no agent waits for itself",
        "after: [generator] | after: [generator, Kew] | 3 | \"after[1]\" is \"Kew\" | correct it",
        "onUpstreamFailure: FAIL | onUpstreamFailure: STOP | 4 | is \"STOP\" | write one of them",
        "intents: [GENERATE_ARTICLE] | intents: [WRITE] | 6 | is \"WRITE\" | take it out",
        "intents: [GENERATE_ARTICLE] | intent: [WRITE] | 6 | \"when.intent\" is not known | correct the name",
        "endsTurn: false | endsTurn: no thanks | 7 | is \"no thanks\" | without quotes",
        "endsTurn: false | endsTurn: true | 8 | \"whenLate\" is there though the agent ends the turn | delete it",
        "whenLate: SHOW | whenLate: KEEP | 8 | is \"KEEP\" | write one of them",
        "deadline: 45s | deadline: 45 | 9 | is \"45\" | with its unit",
        "deadline: 45s | deadline: 2h | 9 | is \"2h\" | with its unit",
        "deadline: 45s | text: true | 1 | answer.avdl:1 | delete the file",
        "sees: [message, language, article] | sees: [message, weather] | 10 | is \"weather\" | take it out",
        "sees: [message, language, article] | sees: [needs] | 10 | \"sees[0]\" is \"needs\" | add context to \"after\"",
        "sees: [message, language, article] | sees: [reply] | 10 | \"sees[0]\" is \"reply\" | add reply to \"after\"",
        "sees: [message, language, article] | sees: [answers] | 10 | \"sees[0]\" is \"answers\" | add a declared agent to \"after\"",
        "sees: [message, language, article] | sees: [] | 10 | \"sees\" is empty | message, language",
        "temperature: 0.4 | temperature: hot | 12 | \"model.temperature\" is \"hot\" | correct the value",
        "temperature: 0.4 | temperature: 3 | 12 | must be from 0 to 2 | correct the value",
        "temperature: 0.4 | temprature: 1 | 12 | \"model.temprature\" is not known | correct the name",
        "temperature: 0.4 | request: {response-format: xml} | 12 | \"model.request.response-format\" is \"xml\" | correct the value",
        "model: {name: large} | model: {nam: large} | 15 | \"model.nam\" is not known | correct the name",
        "model: {name: large} | modle: {name: large} | 15 | \"environments.production.modle\" is not known | correct",
      })
  void aWrongSettingIsNamedWithItsLine(
      String good, String bad, int line, String wrong, String remedy) {
    // Given
    folder.replace("agent.yml", good, bad);

    // When
    List<Problem> problems = problems();

    // Then
    assertThat(problems)
        .anySatisfy(problem -> {
          assertThat(problem.line()).isEqualTo(line);
          assertThat(problem.toString().replace('`', '"')).contains(wrong).contains(remedy);
        });
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "string label = \"\"; | string label; | 9 | Title.label has no default | write \"= \"\"\" before",
        "/** Why; null if there is nothing to say. */ |  | 22 | Answer.remark has no documentation | /** ... */",
        "string? remark = null; | bytes remark = \"\"; | 22 | Answer.remark is bytes | another type",
        "string? remark = null; | union {string, int} remark = \"\"; | 22 | a union of several types | another type",
        "string? remark = null; | map<string> remark = {}; | 22 | Answer.remark is a map | another type",
        "string? remark = null; | timestamp_ms remark = 0; | 22 | Answer.remark is timestamp-millis | another type",
        "string? remark = null; | Answer? remark = null; | 22 | a Answer inside a Answer | one record for each",
        "@minItems(1) | @minLength(1) | 16 | @minLength means nothing on Answer.titles | delete it",
        "@minItems(1) | @minimun(1) | 16 | @minimun means nothing | delete it",
        "@minItems(1) | @minItems(\"one\") | 16 | @minItems of Answer.titles is one | correct it",
        "DARING } = UNKNOWN; | DARING } | 4 | enum Tone has no default | = UNKNOWN",
        "string? remark = null; | strin remark = \"\"; | 22 | title_suggester.strin | correct it",
        "string? remark = null; | string remark = 3; | 22 | Invalid default | correct it",
        "string? remark = null; | string? remark = null | 23 | it is no Avro IDL | correct it",
        "schema Answer; | namespace com.example; schema Answer; | 1 | the namespace is com.example | delete",
        "schema Answer; |  | 1 | does not say which record | add it",
        "Tone | TitleSuggesterAnswered | 1 | no result can be made of it | correct it",
      })
  void aWrongAnswerIsNamedWithItsLine(
      String good, String bad, int line, String wrong, String remedy) {
    // Given
    folder.replace("answer.avdl", good, bad == null ? "" : bad);

    // When
    List<Problem> problems = problems();

    // Then
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().file()).isEqualTo(folder.path().resolve("answer.avdl"));
    assertThat(problems.getFirst().line()).isEqualTo(line);
    assertThat(problems.getFirst().toString().replace('`', '"')).contains(wrong).contains(remedy);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name: a travelogue | nam: a travelogue | 1 | .nam\" is not known",
        "  message: Help me write a travelogue about London |  | 1 | .message\" is missing",
        "{at: /titles, minSize: 1} | {at: /title, minSize: 1} | 7 | is \"/title\"",
        "{at: /titles, minSize: 1} | {at: /titles/first, minSize: 1} | 7 | is \"/titles/first\"",
        "{at: /titles, minSize: 1} | {at: titles, minSize: 1} | 7 | is \"titles\"",
        "{at: /titles, minSize: 1} | {at: /titles} | 7 | has nothing to check",
        "{at: /titles, minSize: 1} | {at: /titles, minSize: 1, size: 2} | 7 | has 2 things to check",
        "{at: /titles, minSize: 1} | {at: /titles, minSize: one} | 7 | .minSize\" is \"one\"",
        "{at: /titles, minSize: 1} | {at: /titles, min: 1} | 7 | used on a value of type array",
        "{at: /titles, minSize: 1} | {at: /titles/0/label, matches: \"(\"} | 7 | .matches\" is",
        "{at: /titles, minSize: 1} | {at: /titles, equals: !tagged 1} | 7 | .equals\" is",
        "{at: /titles, minSize: 1} | {at: /titles, isLong: true} | 7 | .isLong\" is not known",
        "message: Help me write a travelogue about London | `message: Hi\n  language: fr` | 3 | .language\" is \"fr\"",
        "message: Help me write a travelogue about London | `message: Hi\n  answers: {readability: {score: 3}}` | 3 | .answers.readability\" is a mapping",
      })
  void aWrongCaseIsNamedWithItsLine(String good, String bad, int line, String wrong) {
    // Given
    folder.replace("cases.yml", good, bad == null ? "" : bad);

    // When
    List<Problem> problems = problems();

    // Then
    assertThat(problems)
        .anySatisfy(problem -> {
          assertThat(problem.file()).isEqualTo(folder.path().resolve("cases.yml"));
          assertThat(problem.line()).isEqualTo(line);
          assertThat(problem.toString().replace('`', '"')).contains(wrong);
        });
  }

  @Test
  void aPromptIsThereAndHasNoPlaceholders() {
    // Given
    folder.with("prompt.md", "Suggest titles.\nFor {{article}}.\n");

    // When, Then
    assertThat(problems())
        .extracting(Problem::toString)
        .containsExactly(
            folder.path().resolve("prompt.md")
                + ":2: there is a placeholder, {{. Expected: instructions without placeholders: the"
                + " request comes as JSON beside them. What to do: name what is needed under `sees`"
                + " in agent.yml, and refer to it by that name.");

    // When, Then
    folder.with("prompt.md", " \n");
    assertThat(problems()).extracting(Problem::wrong).containsExactly("the file is empty");
  }

  @Test
  void missingFilesAreAllNamed() {
    // Given
    folder.without("prompt.md").without("answer.avdl").with("agent.yml", "- no settings");

    // When, Then
    assertThat(problems())
        .extracting(Problem::file, Problem::wrong)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(
                folder.path().resolve("agent.yml"), "the file is a list"),
            org.assertj.core.groups.Tuple.tuple(
                folder.path().resolve("prompt.md"), "the file is missing"));
  }

  @Test
  void withoutAnAnswerItMustBeAText() {
    // Given
    folder.without("answer.avdl");

    // When, Then
    assertThat(problems())
        .extracting(Problem::wrong)
        .containsExactly("there is neither an answer.avdl nor `text: true`");
  }

  @Test
  void problemsOfAllFilesAreFound() {
    // Given
    folder
        .replace("agent.yml", "deadline: 45s", "deadline: soon")
        .replace("agent.yml", "temperature: 0.4", "temperature: 9\n  max-tokens: -1")
        .with("prompt.md", "")
        .replace("answer.avdl", "string label = \"\"", "string label");

    // When, Then
    assertThat(problems())
        .extracting(problem -> problem.file().getFileName() + ":" + problem.line())
        .containsExactlyInAnyOrder(
            "agent.yml:9", "agent.yml:12", "agent.yml:13", "answer.avdl:9", "prompt.md:1");
  }

  @Test
  void aFolderHasToBeThere() {
    assertThat(FolderReader.read(parent.resolve("nowhere"))).isInstanceOf(Reading.Bad.class);
  }

  private List<Problem> problems() {
    Reading reading = FolderReader.read(folder.path());
    assertThat(reading).isInstanceOf(Reading.Bad.class);
    return ((Reading.Bad) reading).problems();
  }
}
