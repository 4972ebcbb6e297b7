package io.quillmesh.agent.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.chunk.Coalescer.Chunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoalescerTest {
  private static final String SMILE = "\uD83D\uDE00";

  private long now = 1_000;
  private final Coalescer coalescer = new Coalescer(Duration.ofNanos(25), () -> now);

  @Test
  void theFirstPieceGoesOutAtOnceTheNextOnesTogether() {
    assertThat(coalescer.append("One")).isEqualTo(new Chunk(0, "One"));
    assertThat(coalescer.append(" two")).isNull();
    now += 24;
    assertThat(coalescer.append(" three")).isNull();
    now += 1;
    assertThat(coalescer.append(" four")).isEqualTo(new Chunk(3, " two three four"));
  }

  @Test
  void whatWaitsGoesOutWhenItsTimeComesEvenIfNothingFollows() {
    coalescer.append("One");
    assertThat(coalescer.untilDue()).isNull();
    coalescer.append(" two");
    now += 5;

    assertThat(coalescer.untilDue()).isEqualTo(Duration.ofNanos(20));
    assertThat(coalescer.flush()).isNull();

    now += 20;
    assertThat(coalescer.untilDue()).isZero();
    assertThat(coalescer.flush()).isEqualTo(new Chunk(3, " two"));
    assertThat(coalescer.untilDue()).isNull();
  }

  @Test
  void aPairIsNeverSplit() {
    assertThat(coalescer.append("a" + SMILE.charAt(0))).isEqualTo(new Chunk(0, "a"));
    now += 25;
    assertThat(coalescer.untilDue()).isNull();
    assertThat(coalescer.append(SMILE.charAt(1) + "b")).isEqualTo(new Chunk(1, SMILE + "b"));
    assertThat(coalescer.end()).isNull();
  }

  @Test
  void theEndIsWhateverIsLeft() {
    coalescer.append("One");
    coalescer.append(" two");

    assertThat(coalescer.end()).isEqualTo(new Chunk(3, " two"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void howeverATextIsCutTheChunksJoinToItAndHoldWholePairs(long seed) {
    Random random = new Random(seed);
    String text = ("游记 " + SMILE + " London " + SMILE + SMILE + "。").repeat(20);
    List<Chunk> chunks = new ArrayList<>();

    for (int at = 0; at < text.length(); ) {
      int end = Math.min(text.length(), at + 1 + random.nextInt(4));
      add(chunks, coalescer.append(text.substring(at, end)));
      now += random.nextInt(20);
      add(chunks, coalescer.flush());
      at = end;
    }
    add(chunks, coalescer.end());

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

  private static void add(List<Chunk> chunks, @Nullable Chunk chunk) {
    if (chunk != null) {
      chunks.add(chunk);
    }
  }
}
