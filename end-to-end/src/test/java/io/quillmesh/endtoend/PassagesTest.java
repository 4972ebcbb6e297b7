package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Frame;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.client.Person;
import io.quillmesh.endtoend.client.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A person selects a passage of the article and says what to do with it. */
@BlackBox
class PassagesTest {

  /** A paragraph of the article, or words of it. */
  private record Selected(int version, String before, String text, String after) {

    /** The first paragraph below the second heading. */
    static Selected paragraph(JsonNode state) {
      String markdown = state.at("/article/markdown").asString();
      int heading = markdown.indexOf("\n## ", markdown.indexOf("\n## ") + 1);
      int start = markdown.indexOf("\n\n", heading + 1) + 2;
      int end = markdown.indexOf("\n", start);
      return new Selected(
          state.at("/article/version").asInt(),
          markdown.substring(0, start),
          markdown.substring(start, end < 0 ? markdown.length() : end),
          end < 0 ? "" : markdown.substring(end));
    }

    Message message(String text) {
      return Message.of(text, Map.of("selection", json()));
    }

    private Map<String, Object> json() {
      int start = before.length();
      return Map.of("version", version, "start", start, "end", start + text.length(), "text", text);
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyThePassageChangesToTheLastByte(Script script, Gateway gateway) {
    try (Connection connection = gateway.newPerson().open().ready()) {
      connection.say(script.write());
      for (String wish : wishes(script)) {
        // Given
        JsonNode before = connection.state();
        Selected selected = Selected.paragraph(before);

        // When
        Run run = connection.run(connection.send(selected.message(wish)));

        // Then
        assertThat(run.succeeded()).as(wish).isTrue();
        assertThat(run.passage()).as(wish).isNotBlank().isNotEqualTo(selected.text());
        assertThat(run.state().at("/article/markdown").asString())
            .as(wish)
            .isEqualTo(selected.before() + run.passage() + selected.after());
        assertThat(run.state().at("/article/version").asInt()).isEqualTo(selected.version() + 1);
        assertThat(run.state().at("/article/title")).isEqualTo(before.at("/article/title"));
        assertThat(run.articleMessages()).isEmpty();
        assertThat(run.frames().getFirst().at("/input/forwardedProps/selection/text").asString())
            .isEqualTo(selected.text());
        assertThat(run.all("TEXT_MESSAGE_START").getFirst())
            .satisfies(start -> {
              assertThat(start.text("name")).isEqualTo("passage");
              assertThat(start.text("messageId")).isEqualTo(run.id() + "/passage");
              assertThat(start.text("subagentRunId")).isEqualTo(run.id() + "/generator");
            });
        assertThat(run.reply()).contains(script == Script.CHINESE ? "选中" : "selected");
        assertThat(run.state().at("/context/decisions")).isEqualTo(before.at("/context/decisions"));
      }
    }
  }

  private static List<String> wishes(Script script) {
    return switch (script) {
      case CHINESE -> List.of("写短一点", "扩写", "换个写法", "更有诗意一点", "翻译成英文");
      case ENGLISH ->
          List.of(
              "Shorten it", "Expand", "Rewrite", "Make it more poetic", "Translate into Chinese");
    };
  }

  @ParameterizedTest
  @EnumSource
  void aQuestionAboutAPassageChangesNothing(Script script, Gateway gateway) {
    try (Connection connection = gateway.newPerson().open().ready()) {
      JsonNode before = connection.say(script.write()).state();
      String question = script == Script.CHINESE ? "这段讲了什么？" : "What does this mean?";

      Run run = connection.run(connection.send(Selected.paragraph(before).message(question)));

      assertThat(run.succeeded()).isTrue();
      assertThat(run.passage()).isEmpty();
      assertThat(run.state().at("/article")).isEqualTo(before.at("/article"));
      assertThat(run.reply()).contains(Selected.paragraph(before).text().substring(0, 10));
    }
  }

  @Test
  void aClientThatComesInTheMiddleSeesTheSame(Gateway gateway, OfflineModel model) {
    // Given
    Person person = gateway.newPerson();
    Connection first = person.open().ready();
    JsonNode before = first.say("Write a travelogue about Oslo").state();
    model.delay(Duration.ofMillis(100), Duration.ofMillis(40));
    Message message = first.send(Selected.paragraph(before).message("Make it twice as long"));
    first.awaitFrame("the passage", frame -> isOf(frame, message.runId() + "/passage"));

    // When
    Connection second = person.connect(first.conversationId()).ready();
    Connection third = person.connect(first.conversationId()).ready();
    third.drop();
    Connection back = person.resume(third);

    // Then
    Run seen = second.run(message);
    assertThat(lines(seen.frames())).isEqualTo(lines(first.run(message).frames()));
    assertThat(seen.state()).isEqualTo(first.state());
    back.awaitFrame("the end", Frame::endsRun);
    Connection later = person.connect(first.conversationId()).ready();
    assertThat(later.state()).isEqualTo(first.state());
    assertThat(later.frames().get(1).at("/messages"))
        .extracting(it -> it.path("name").asString("") + it.path("content").asString(""))
        .contains(
            "passage" + seen.passage(), "article" + before.at("/article/markdown").asString());
  }

  @Test
  void stoppedInTheMiddleTheArticleStays(Gateway gateway, OfflineModel model) {
    try (Connection connection = gateway.newPerson().open().ready()) {
      JsonNode before = connection.say("写一篇东京游记").state();
      model.delay(Duration.ofMillis(100), Duration.ofMillis(40));
      Message message = connection.send(Selected.paragraph(before).message("写长一倍"));
      connection.awaitFrame("the passage", frame -> isOf(frame, message.runId() + "/passage"));

      connection.abort(message.runId());

      Run run = connection.run(message);
      assertThat(run.end().line()).contains("cancelled").doesNotContain("draft");
      assertThat(run.state().at("/article")).isEqualTo(before.at("/article"));
    }
  }

  @Test
  void whatHasBecomeStaleWhileItWaitedIsRefusedAndTheNextIsAnswered(
      Gateway gateway, OfflineModel model) {
    try (Connection connection = gateway.newPerson().open().ready()) {
      JsonNode before = connection.say("Write a travelogue about Rome").state();
      model.delay(Duration.ofMillis(100), Duration.ofMillis(10));
      connection.send("Make it half as long");

      Message stale = connection.send(Selected.paragraph(before).message("Rewrite"));
      Run next = connection.say("Thanks!");

      assertThat(next.succeeded()).isTrue();
      assertThat(connection.awaitRejection().line()).contains("SELECTION_STALE", stale.id());
      assertThat(connection.runOf(stale).frames()).isEmpty();
    }
  }

  private static boolean isOf(Frame frame, String messageId) {
    return frame.is("TEXT_MESSAGE_CONTENT") && frame.text("messageId").equals(messageId);
  }

  private static List<String> lines(List<Frame> frames) {
    return frames.stream().map(Frame::line).toList();
  }
}
