package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.schemas.Agents;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final String ID = Given.turnId(1) + "/article";

  private final Folding conversation = new Folding();

  @BeforeEach
  void aTurnRuns() {
    conversation.apply(Given.submit(1));
  }

  @Test
  void chunksThatComeTwiceOrOverlapAreShownOnce() {
    conversation.apply(
        chunk(0, "Hello"), chunk(0, "Hello"), chunk(3, "lo, wor"), chunk(10, "ld"), chunk(0, "H"));

    assertThat(shown(ID)).isEqualTo("Hello, world");
  }

  @Test
  void afterAGapTheResultBringsTheRest() {
    // Given
    conversation.apply(chunk(0, "Hello"), chunk(9, "rld"));
    assertThat(shown(ID)).isEqualTo("Hello");

    // When
    conversation.apply(Given.article(1, "s", "Hello, world"));

    // Then
    assertThat(shown(ID)).isEqualTo("Hello, world");
    assertThat(starts()).containsExactly(ID);
  }

  @Test
  void aResultThatOvertakesItsChunksIsTheEnd() {
    // Given
    conversation.apply(chunk(0, "Hello"), Given.article(1, "s", "Hello, world"));

    // When
    conversation.apply(chunk(5, ", world"));

    // Then
    assertThat(shown(ID)).isEqualTo("Hello, world");
    assertThat(starts()).containsExactly(ID);
  }

  @Test
  void aNewStreamIsANewMessageAndTheOldOneIsFencedOff() {
    conversation.apply(
        chunk(0, "Hello"),
        Given.chunk(1, Agents.GENERATOR, "t", 0, "Goodbye"),
        chunk(0, "Hello"),
        chunk(5, ", world"),
        Given.chunk(1, Agents.GENERATOR, "t", 7, ", world"));

    assertThat(starts()).containsExactly(ID, ID + "~2");
    assertThat(shown(ID + "~2")).isEqualTo("Goodbye, world");
  }

  @Test
  void aResultOfAnotherStreamIsAMessageOfItsOwn() {
    conversation.apply(chunk(0, "Hello"), Given.article(1, "t", "Goodbye"));

    assertThat(starts()).containsExactly(ID, ID + "~2");
    assertThat(shown(ID + "~2")).isEqualTo("Goodbye");
  }

  @Test
  void aResultThatDoesNotContinueWhatIsShownIsAMessageOfItsOwn() {
    conversation.apply(chunk(0, "Hello"), Given.article(1, "s", "Help, world"));

    assertThat(starts()).containsExactly(ID, ID + "~2");
    assertThat(shown(ID + "~2")).isEqualTo("Help, world");
  }

  @Test
  void aResultWithoutChunksIsShownAtOnce() {
    conversation.apply(Given.article(1, "s", "Hello"));

    assertThat(shown(ID)).isEqualTo("Hello");
    assertThat(conversation.types())
        .containsSubsequence(
            "SUBAGENT_STARTED",
            "TEXT_MESSAGE_START",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_END",
            "STATE_DELTA",
            "SUBAGENT_FINISHED");
  }

  @Test
  void anUnchangedArticleShowsNoText() {
    conversation.apply(Given.intent(1), Given.unchanged(1));

    assertThat(starts()).isEmpty();
    assertThat(conversation.frames)
        .anySatisfy(
            frame -> assertThat(frame.json()).contains("\"result\":{\"outcome\":\"UNCHANGED\"}"));
  }

  @Test
  void aChunkShowsThatItsAgentWorks() {
    // When
    conversation.apply(chunk(0, "Hello"), Given.intent(1));

    // Then
    assertThat(conversation.frames.stream().filter(it -> it.json().contains("SUBAGENT_STARTED")))
        .filteredOn(it -> it.json().contains("/generator"))
        .hasSize(1);
  }

  @Test
  void chunksOfOtherTurnsAreNotShown() {
    conversation.apply(Given.chunk(2, Agents.GENERATOR, "s", 0, "Hello"));

    assertThat(starts()).isEmpty();
  }

  @Test
  void whoBeginsAgainAndAgainIsNotShownForEver() {
    for (int i = 0; i < 100; i++) {
      conversation.apply(Given.chunk(1, Agents.GENERATOR, "stream" + i, 0, "Hello"));
    }
    assertThat(starts()).hasSize(16);

    conversation.apply(Given.article(1, "s", "Goodbye"));

    assertThat(shown(ID + "~17")).isEqualTo("Goodbye");
  }

  @Test
  void noMoreIsShownThanATextMayHave() {
    String large = "x".repeat(90 * 1024);
    for (int i = 0; i < 4; i++) {
      conversation.apply(chunk(i * large.length(), large));
    }

    conversation.apply(Given.chunk(1, Agents.REPLY, "s", 0, large.repeat(3)));

    assertThat(shown(ID)).hasSize(2 * large.length());
    assertThat(starts()).containsExactly(ID);
  }

  private static Input chunk(int offset, String text) {
    return Given.chunk(1, Agents.GENERATOR, "s", offset, text);
  }

  private String shown(String messageId) {
    return Json.text(conversation.frames, messageId);
  }

  private List<String> starts() {
    return conversation.frames.stream()
        .filter(frame -> Json.type(frame).equals("TEXT_MESSAGE_START"))
        .map(TextsTest::messageId)
        .toList();
  }

  private static String messageId(Frame frame) {
    return Json.of(frame).get("messageId").asString();
  }
}
