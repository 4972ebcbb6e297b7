package io.quillmesh.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.client.Frame;
import io.quillmesh.endtoend.client.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final Topic TOPIC = new Topic("Port17");
  private static final Message MESSAGE = Message.of(TOPIC.message());

  /** The shortest possible frames that a client gets in a turn that goes well. */
  private static final String GOOD =
      """
      {"type":"STATE_SNAPSHOT","snapshot":{}}
      {"type":"MESSAGES_SNAPSHOT","messages":[],"n":7}
      {"type":"RUN_STARTED","runId":"<run>","n":8}
      {"type":"TEXT_MESSAGE_START","messageId":"<run>/article","n":9}
      {"type":"TEXT_MESSAGE_CONTENT","messageId":"<run>/article","delta":"# Days in ","n":10}
      {"type":"TEXT_MESSAGE_CONTENT","messageId":"<run>/article","delta":"Port17","n":11}
      {"type":"STATE_DELTA","delta":[{"op":"add","path":"/article","value":{"markdown":"# Days in Port17"}}],"n":12}
      {"type":"TEXT_MESSAGE_START","messageId":"<run>/reply","n":13}
      {"type":"TEXT_MESSAGE_CONTENT","messageId":"<run>/reply","delta":"Port17 it is.","n":14}
      {"type":"RUN_FINISHED","outcome":{"type":"success"},"n":15}
      """;

  @Test
  void aGoodTurnIsGood() {
    Turn turn = verdict(frames -> frames);

    assertThat(turn.lost()).isNull();
    assertThat(turn.wrong()).isEmpty();
    assertThat(turn.firstToken()).isNotNull().isPositive();
    assertThat(turn.done()).isGreaterThan(turn.firstToken());
  }

  @Test
  void somebodyElsesArticleIsWrong() {
    assertThat(verdict(frames -> frames.replace("# Days in ", "# Days in Port18 and ")).wrong())
        .containsExactly("Port17: the article names Port18");
  }

  @Test
  void anArticleOrAReplyThatDoesNotNameTheTopicIsWrong() {
    assertThat(verdict(frames -> frames.replace("Port17", "London")).wrong())
        .hasSize(2)
        .allMatch(wrong -> wrong.contains("does not name it"));
  }

  @Test
  void anArticleThatIsNotTheStatesIsWrong() {
    assertThat(verdict(frames -> frames.replace("\"# Days in Port17\"", "\"# Port17\"")).wrong())
        .containsExactly("Port17: the streamed article is not the state's");
  }

  @Test
  void aFrameThatIsMissingIsWrong() {
    assertThat(verdict(frames -> frames.replaceFirst("(?m)^.*\"n\":12.*\\R", "")).wrong())
        .contains("frame 13 came after 11");
  }

  @Test
  void aFrameThatIsMissingBeforeTheTurnIsWrong() {
    assertThat(verdict(frames -> frames.replace("\"n\":7", "\"n\":6")).wrong())
        .containsExactly("frame 8 came after 6");
  }

  @Test
  void aFrameThatComesTwiceIsWrong() {
    assertThat(verdict(frames -> frames.replaceFirst("(?m)^(.*\"n\":12.*\\R)", "$1$1")).wrong())
        .containsExactly("frame 12 came after 12");
  }

  @Test
  void aTurnThatEndsInAnErrorIsLost() {
    assertThat(verdict(frames -> frames.replace("RUN_FINISHED", "RUN_ERROR")).lost())
        .startsWith("ended with");
  }

  @Test
  void aTurnWithoutAReplyIsLost() {
    assertThat(verdict(frames -> frames.replace("<run>/reply", "<run>/other")).lost())
        .isEqualTo("there is no reply");
  }

  private static Turn verdict(UnaryOperator<String> change) {
    long sent = System.nanoTime();
    List<Frame> frames = new ArrayList<>();
    change
        .apply(GOOD)
        .replace("<run>", MESSAGE.runId())
        .lines()
        .map(VerdictTest::numbered)
        .map(Frame::of)
        .forEach(frames::add);
    return new Verdict(frames, null).of(new Sent(TOPIC, MESSAGE, sent, null));
  }

  private static String numbered(String line) {
    return Pattern.compile("\"n\":(\\d+)")
        .matcher(line)
        .replaceAll("\"metadata\":{\"quillmesh\":{\"epoch\":\"e\",\"sequence\":$1}}");
  }
}
