package io.quillmesh.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.TextShape;
import io.quillmesh.agent.model.TextSink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapedSinkTest {
  private final List<String> heard = new ArrayList<>();
  private final TextSink end =
      new TextSink() {
        @Override
        public void begin() {
          heard.add("begin");
        }

        @Override
        public void append(String piece) {
          heard.add(piece);
        }

        @Override
        public void thinking(String thought) {
          heard.add("thinks " + thought);
        }
      };

  @Test
  void whatIsKeptIsWhatWasShown() {
    ShapedSink sink = new ShapedSink(end, LoudShape::new);

    sink.begin();
    sink.thinking("hm");
    sink.append("a");
    sink.append("b");

    assertThat(sink.end()).isEqualTo("AB!");
    assertThat(heard).containsExactly("begin", "thinks hm", "A", "B", "!");
  }

  @Test
  void aCallThatIsRepeatedBeginsAnew() {
    ShapedSink sink = new ShapedSink(end, LoudShape::new);

    sink.begin();
    sink.append("a");
    sink.begin();
    sink.append("b");

    assertThat(sink.end()).isEqualTo("B!");
  }

  @Test
  void aRestThatIsRepeatedBeginsWithWhatWasBefore() {
    // Given a text that was cut off after "a"
    ShapedSink sink = new ShapedSink(end, LoudShape::new);
    sink.begin();
    sink.append("a");
    Continuation rest = new Continuation(sink, "a");

    // When
    rest.begin();
    rest.append("b");
    rest.begin();
    rest.append("c");

    // Then
    assertThat(sink.end()).isEqualTo("AC!");
    assertThat(heard).containsExactly("begin", "A", "B", "begin", "A", "C", "!");
  }

  /** Keeps nothing to itself until the end. */
  private static final class LoudShape implements TextShape.Shaper {
    @Override
    public String append(String piece) {
      return piece.toUpperCase(java.util.Locale.ROOT);
    }

    @Override
    public String end() {
      return "!";
    }
  }
}
