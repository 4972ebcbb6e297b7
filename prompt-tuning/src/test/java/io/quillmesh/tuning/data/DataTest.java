package io.quillmesh.tuning.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.tuning.RealWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class DataTest {
  private static final Task TASK =
      new Task("small", List.of("A", "B"), Set.of("A"), JsonMapper.shared().createObjectNode());

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "再短一点,ZH",
    "make it 短 please,ZH",
    "Make it shorter,EN",
    "OK!!!,EN",
    "日本語で,ZH",
    "もっと,EN"
  })
  void aChineseCharacterDecidesTheRoute(String message, Route route) {
    assertThat(Route.of(message)).isEqualTo(route);
  }

  @Test
  void theTaskOfIntentsFitsItsMessages() {
    TaskFile file =
        TaskFile.read(RealWeights.root().resolve("intent-service", "tuning", TaskFile.NAME));
    Corpus corpus = Corpus.read(file.data(), file.task());

    assertThat(file.task().labels()).hasSize(11).startsWith("GENERATE_ARTICLE").endsWith("OTHER");
    assertThat(file.task().answered()).hasSize(6).doesNotContain("TRANSLATE");
    assertThat(corpus.messages()).hasSizeGreaterThan(5000);
    assertThat(corpus.messages().stream().map(Message::label).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(file.task().labels());
  }

  @Test
  void aFlatFileHasALabelInEachLine() throws IOException {
    Path file = folder.resolve("examples.jsonl");
    Files.writeString(
        file,
        """
        {"text": "Hi", "label": "A", "topic": "t", "split": "train", "buttons": ["x"]}
        {"text": "No", "label": "B", "topic": "t", "split": "dev", "article": true}
        """);

    Corpus corpus = Corpus.read(file, TASK);

    assertThat(corpus.messages())
        .containsExactly(
            new Message("Hi", false, List.of("x"), "A", "t", Split.TRAIN),
            new Message("No", true, List.of(), "B", "t", Split.DEV));
    Files.writeString(file, Files.readString(file).replace("Hi", "Ho"));
    assertThat(Corpus.read(file, TASK).hash()).isNotEqualTo(corpus.hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"label\": \"A\", \"topic\": \"t\", \"split\": \"dev\"} | expected a text as \"text\"",
        "{\"text\": \"Hi\", \"label\": \"A\", \"split\": \"dev\"} | expected a text as \"topic\"",
        "{\"text\": \"Hi\", \"label\": \"C\", \"topic\": \"t\", \"split\": \"dev\"} | the label C",
        "nonsense | not a JSON object",
      })
  void aWrongLineIsNamed(String line, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("examples.jsonl"), line);

    assertThatThrownBy(() -> Corpus.read(file, TASK))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("examples.jsonl", problem);
  }

  @Test
  void aShareHasWholeTopicsOfEachLabelAndIsPartOfALargerOne() {
    List<Message> messages =
        IntStream.range(0, 200)
            .mapToObj(i ->
                new Message(
                    "message " + i,
                    false,
                    List.of(),
                    i % 2 == 0 ? "A" : "B",
                    "topic " + i / 10,
                    Split.TRAIN))
            .toList();

    List<Message> some = TopicShare.of(messages, 0.3, 1);
    List<Message> more = TopicShare.of(messages, 0.6, 1);

    assertThat(some).hasSize(60).filteredOn(m -> m.label().equals("A")).hasSize(30);
    assertThat(more).hasSize(120).containsAll(some);
    for (String topic :
        some.stream().filter(m -> m.label().equals("A")).map(Message::topic).distinct().toList()) {
      assertThat(some).filteredOn(m -> m.topic().equals(topic) && m.label().equals("A")).hasSize(5);
    }
    assertThat(TopicShare.of(messages, 1, 1)).isEqualTo(messages);
    assertThat(TopicShare.of(messages, 0.3, 2)).isNotEqualTo(some);
  }

  @Test
  void rareLabelsWeighMore() {
    assertThat(ClassWeights.balanced(List.of(0, 0, 0, 1), 3)).containsExactly(2 / 3f, 2, 0);
  }

  @Test
  void theSituationIsToldInTheLanguageOfTheEncoder() {
    assertThat(InputForm.SITUATION.second(Route.ZH, true, List.of("日记体", "书信体")))
        .isEqualTo("有文章；按钮：日记体、书信体");
    assertThat(InputForm.SITUATION.second(Route.EN, false, List.of())).isEqualTo("no article");
    assertThat(InputForm.MESSAGE.second(Route.EN, true, List.of("x"))).isNull();
  }

  @Test
  void aDeclaredAgentWithOneEnumIsATask() throws IOException {
    Path schema = folder.resolve("schema.json");
    Files.writeString(
        schema,
        """
        {"type": "object", "properties": {"mood": {"type": "string", "enum": ["GOOD", "BAD"]},
          "why": {"type": ["string", "null"]}}}
        """);

    TaskFile file = TaskFile.declared(folder, schema, Map.of(Route.EN, "e5-small"));

    assertThat(file.task().labels()).containsExactly("GOOD", "BAD");
    assertThat(file.task().answered()).containsExactlyInAnyOrder("GOOD", "BAD");
    assertThat(file.data()).isEqualTo(folder.resolve("examples.jsonl"));
    assertThat(file.artefact()).hasFileName(folder.getFileName() + ".safetensors");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\": \"object\"} | no enum",
        "{\"a\": {\"enum\": [\"A\", \"B\"]}, \"b\": {\"enum\": [\"C\", \"D\"]}} | 2 enums",
      })
  void aDeclaredAgentWithAnotherAnswerIsRefused(String json, String problem) throws IOException {
    Path schema = Files.writeString(folder.resolve("schema.json"), json);

    assertThatThrownBy(() -> TaskFile.declared(folder, schema, Map.of()))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(problem, "exactly one");
  }

  @Test
  void aTaskFileWithATypoIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve(TaskFile.NAME), "agent: x\nlables: []\n");

    assertThatThrownBy(() -> TaskFile.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(TaskFile.NAME, "lables");
  }
}
