package io.quillmesh.agent.provider.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a text becomes, wherever it is cut into pieces. */
class AnswerTextTest {

  @ParameterizedTest
  @CsvSource({
    "'<think>a</think>b', 'b'",
    "'<think>a</think>\n\n　　b', '　　b'",
    "'  <THINK>\na\n</Think>\nb', 'b'",
    "'<think></think>b', 'b'",
    "'<think>a</think><think>c</think>b', 'b'",
    "'<think>never ends', ''",
    "'<thinking>a</thinking>b', 'b'",
    "'◁think▷a◁/think▷b', 'b'",
    "'[THINK]a[/THINK]b', 'b'",
    "'<thinner>b', '<thinner>b'",
    "'<', '<'",
    "'<thi', '<thi'",
    "'\n\n b', ' b'",
    "'a\n</think>\nb', 'b'",
    "'a</think>', ''",
    "'a </think> b', 'a </think> b'",
    "'Say <think> here', 'Say <think> here'",
    "'a </thin', 'a </thin'",
    "'```markdown\n# b\n```', '# b'",
    "'```md\r\n# b\r\n```\r\n', '# b\r'",
    "'```\n# b\n```\n', '# b'",
    "'```python\nx\n```\n\nb', '```python\nx\n```\n\nb'",
    "'```\nx\n```\n\nb', '```\nx\n```\n\nb'",
    "'```markdown\na\n```js\nx\n```\nb\n```', 'a\n```js\nx\n```\nb'",
    "'```markdown\na\n\n```\nx\n```\n\nb\n```', 'a\n\n```\nx\n```\n\nb'",
    "'```markdown\na\n```\n\nThat is all.', 'a\n\nThat is all.'",
    "'```markdown\na', 'a'",
    "'```markdown\na\n\n\nb\n\n```', 'a\n\n\nb\n'",
    "'```markdown', '```markdown'",
    "'``', '``'",
    "'a\n```', 'a\n```'",
    "'<think>x</think>\n```markdown\n# b\n```', '# b'",
  })
  void tagsAndFencesAroundItAreTakenOff(String written, String text) throws IOException {
    String whole = unescaped(written);
    for (int size = 1; size <= whole.length(); size++) {
      assertThat(read(whole, size)).as("in pieces of %d", size).isEqualTo(unescaped(text));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fog?\n</think>\n\nb", "b", "<think>Fog?</think>b"})
  void aModelThatIsKnownToBeginInThoughtMayAlsoNotThink(String written) throws IOException {
    Collected collected = new Collected();
    ThoughtFilter thoughts = new ThoughtFilter(collected, true);
    for (char each : unescaped(written).toCharArray()) {
      thoughts.append(String.valueOf(each));
    }
    thoughts.end();

    assertThat(collected.text.toString()).isEqualTo("b");
    assertThat(collected.hadToStartAgain).isFalse();
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\r", "\r");
  }

  private static String read(String whole, int size) throws IOException {
    Collected collected = new Collected();
    FenceFilter fences = new FenceFilter(collected);
    ThoughtFilter thoughts = new ThoughtFilter(fences, false);
    for (int at = 0; at < whole.length(); at += size) {
      thoughts.append(whole.substring(at, Math.min(whole.length(), at + size)));
    }
    thoughts.end();
    fences.end();
    return collected.text.toString();
  }

  private static final class Collected implements AnswerSink {
    final StringBuilder text = new StringBuilder();
    boolean hadToStartAgain;

    @Override
    public void text(String piece) {
      assertThat(piece).isNotEmpty();
      text.append(piece);
    }

    @Override
    public void thought(String piece) {}

    @Override
    public void allWasThought() {
      text.setLength(0);
      hadToStartAgain = true;
    }

    @Override
    public void usage(TokenUsage usage) {}
  }
}
