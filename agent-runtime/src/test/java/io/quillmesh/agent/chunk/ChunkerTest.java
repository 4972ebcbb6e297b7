package io.quillmesh.agent.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.chunk.Chunker.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTest {
  private static final String SMILE = "\uD83D\uDE00";

  private final Chunker chunker = new Chunker();

  @Test
  void aChunkBeginsWhereTheOneBeforeItEnds() {
    assertThat(chunker.append("One")).isEqualTo(new Chunk(0, "One"));
    assertThat(chunker.append(" two")).isEqualTo(new Chunk(3, " two"));
    assertThat(chunker.end()).isNull();
  }

  @Test
  void aPairIsNeverSplit() {
    assertThat(chunker.append("a" + SMILE.charAt(0))).isEqualTo(new Chunk(0, "a"));
    assertThat(chunker.append(SMILE.charAt(1) + "b")).isEqualTo(new Chunk(1, SMILE + "b"));
    assertThat(chunker.append(SMILE.substring(0, 1))).isNull();
    assertThat(chunker.append(SMILE.substring(1))).isEqualTo(new Chunk(4, SMILE));
  }

  @Test
  void halfAPairThatStaysAloneIsNotLost() {
    assertThat(chunker.append(SMILE.substring(0, 1))).isNull();
    assertThat(chunker.end()).isEqualTo(new Chunk(0, SMILE.substring(0, 1)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void howeverATextIsCutTheChunksJoinToItAndHoldWholePairs(long seed) {
    Random random = new Random(seed);
    String text = ("游记 " + SMILE + " London " + SMILE + SMILE + "。").repeat(20);
    List<Chunk> chunks = new ArrayList<>();

    for (int at = 0; at < text.length(); ) {
      int end = Math.min(text.length(), at + 1 + random.nextInt(4));
      Stream.ofNullable(chunker.append(text.substring(at, end))).forEach(chunks::add);
      at = end;
    }
    Stream.ofNullable(chunker.end()).forEach(chunks::add);

    StringBuilder joined = new StringBuilder();
    for (Chunk chunk : chunks) {
      assertThat(chunk.offset()).isEqualTo(joined.length());
      assertThat(Character.isHighSurrogate(chunk.text().charAt(chunk.text().length() - 1)))
          .isFalse();
      joined.append(chunk.text());
    }
    assertThat(joined.toString()).isEqualTo(text);
    assertThat(chunks.size()).isGreaterThan(10);
  }
}
