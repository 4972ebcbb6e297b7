package io.quillmesh.gateway.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.diff.Authorship.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AuthorshipTest {
  private static final Budget BUDGET = new Budget(1_000_000_000);

  @Test
  void aTextIsOfOneVersion() {
    assertThat(Authorship.of("Fog", 3).spans()).containsExactly(new Span(0, 3, 3));
    assertThat(Authorship.of("", 3).spans()).isEmpty();
  }

  @Test
  void anInsertionIsOfItsVersionAndTheRestStays() {
    // When
    Authorship authors = Authorship.of("伦敦的雾很大。", 1).changed("伦敦的雾很大。", "伦敦的早晨，雾很大。", 2, BUDGET);
    // Then
    assertThat(authors.spans())
        .containsExactly(new Span(0, 3, 1), new Span(3, 6, 2), new Span(6, 10, 1));
  }

  @Test
  void aPassageThatIsWrittenAnewIsOfOneVersion() {
    // Given
    String before = "It was the best of times, it was the worst of times.";
    String after = "Those years held every extreme, joy together with misery.";
    // When, Then
    assertThat(Authorship.of(before, 1).changed(before, after, 2, BUDGET).spans())
        .containsExactly(
            new Span(0, after.length() - 1, 2), new Span(after.length() - 1, after.length(), 1));
  }

  @Test
  void aWordBetweenTwoSmallChangesKeepsItsAuthor() {
    // When
    Authorship authors =
        Authorship.of("big red dog", 1).changed("big red dog", "large red cat", 2, BUDGET);
    // Then
    assertThat(authors.spans())
        .containsExactly(new Span(0, 5, 2), new Span(5, 10, 1), new Span(10, 13, 2));
  }

  /** A piece of text that is nowhere else, and the version that it was written in. */
  private record Cell(String text, int version) {}

  @Test
  void whatNobodyTouchedKeepsItsVersionAndAllElseHasTheNewOne() {
    for (int seed = 0; seed < 300; seed++) {
      // Given
      Random random = new Random(seed);
      List<Cell> cells = new ArrayList<>();
      int[] next = {0};
      Authorship authors = Authorship.of("", 0);
      String text = "";
      for (int version = 1; version < 12; version++) {
        // When a range is replaced
        int start = random.nextInt(cells.size() + 1);
        int end = start + random.nextInt(Math.min(8, cells.size() - start) + 1);
        List<Cell> range = cells.subList(start, end);
        range.clear();
        for (int i = random.nextInt(10); i >= 0; i--) {
          range.add(new Cell(unique(next[0]++), version));
        }
        String changed = cells.stream().map(Cell::text).collect(Collectors.joining());
        authors =
            text.isEmpty()
                ? Authorship.of(changed, version)
                : authors.changed(text, changed, version, BUDGET);
        text = changed;
        // Then
        assertThat(joined(authors.spans())).as("seed %d", seed).isEqualTo(spans(cells));
      }
    }
  }

  private static String unique(int number) {
    String han = Character.toString(0x4E00 + number);
    return switch (number % 4) {
      case 0 -> han;
      case 1 -> "word" + number + han;
      case 2 -> Character.toString(0x1F300 + number);
      default -> Character.toString(0x20000 + number);
    };
  }

  private static List<Span> spans(List<Cell> cells) {
    List<Span> spans = new ArrayList<>();
    int at = 0;
    for (Cell cell : cells) {
      spans.add(new Span(at, at + cell.text().length(), cell.version()));
      at = spans.getLast().end();
    }
    return joined(spans);
  }

  /** Those of one version that touch are one. */
  private static List<Span> joined(List<Span> spans) {
    List<Span> joined = new ArrayList<>();
    for (Span span : spans) {
      boolean touches = !joined.isEmpty() && joined.getLast().version() == span.version();
      int start = touches ? joined.removeLast().start() : span.start();
      joined.add(new Span(start, span.end(), span.version()));
    }
    return joined;
  }

  @Test
  void whereSomethingWasDeletedTwoSpansTouch() {
    // When
    Authorship authors =
        Authorship.of("Fog and tea.", 1).changed("Fog and tea.", "Fog.", 2, BUDGET);
    // Then
    assertThat(authors.spans()).containsExactly(new Span(0, 3, 1), new Span(3, 4, 1));
  }

  @Test
  void spansCoverAnyTextAndAreInTheVersionsThatTheyName() {
    for (int seed = 0; seed < 300; seed++) {
      // Given
      RandomTexts random = new RandomTexts(new Random(seed));
      Map<Integer, String> versions = new HashMap<>();
      String text = random.text(40);
      versions.put(1, text);
      Authorship authors = Authorship.of(text, 1);
      for (int version = 2; version < 10; version++) {
        // When
        String changed = random.changed(text);
        authors = authors.changed(text, changed, version, BUDGET);
        text = changed;
        versions.put(version, text);
        // Then
        int at = 0;
        for (Span span : authors.spans()) {
          assertThat(span.start()).as("seed %d", seed).isEqualTo(at);
          assertThat(span.end()).isGreaterThan(at);
          at = span.end();
          assertThat(versions.get(span.version())).contains(text.substring(span.start(), at));
        }
        assertThat(at).isEqualTo(text.length());
      }
    }
  }
}
