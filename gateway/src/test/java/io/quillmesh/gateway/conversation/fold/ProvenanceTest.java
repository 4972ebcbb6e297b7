package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.article.ArticleVersions.Span;
import io.quillmesh.gateway.conversation.versions.ProvenanceFinder;
import io.quillmesh.gateway.conversation.versions.VersionInfo;
import io.quillmesh.gateway.conversation.versions.VersionReader;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.EraseConversation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
  private final Folding conversation = new Folding();
  private final ProvenanceFinder finder = new ProvenanceFinder();

  @Test
  void everyPartHasTheOneWhoWroteIt() {
    // Given
    conversation.apply(turn(1, Given.article(1, Given.STREAM, "# London\n\nFog. 雾很大。\n")));
    conversation.apply(Given.edit(1, "# London\n\nFog and tea. 雾很大。\n"));
    conversation.apply(turn(2, Given.revised(2, "# London\n\nFog and tea. 早晨的雾很大。\n")));

    // When
    List<Span> spans = spans(finder, 3);

    // Then
    assertThat(spans).extracting(Span::version).containsExactly(1, 2, 1, 3, 1);
    assertThat(spans)
        .extracting(span -> text(3).substring(span.start(), span.end()))
        .containsExactly("# London\n\nFog", " and tea", ". ", "早晨的", "雾很大。\n");
    assertThat(spans.get(1).author()).isEqualTo(Author.PERSON);
    assertThat(spans.get(1).agent()).isNull();
    assertThat(spans.get(3))
        .isEqualTo(
            new Span(
                spans.get(3).start(),
                spans.get(3).end(),
                3,
                Author.AGENT,
                Agents.GENERATOR,
                "offline-generator",
                "hash-of-generator",
                Given.turnId(2)));
  }

  @Test
  void aRestoreGivesTheOldProvenanceBack() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.edit(1, Given.ARTICLE + "\nMine.\n"));
    conversation.apply(turn(2, Given.article(2, Given.STREAM, "# Rome\n")));

    // When
    conversation.apply(Given.restore(3, 2));

    // Then
    assertThat(spans(finder, 4)).isEqualTo(spans(finder, 2));
    assertThat(spans(finder, 4)).extracting(Span::version).containsExactly(1, 2);
  }

  @Test
  void whereAnEarlierReleaseKeptNoBaseAllIsOfTheOldestVersionThatIsKnown() {
    // Given a version that an agent revised, and of which only the text is kept
    conversation.apply(turn(1, Given.article(1, Given.STREAM, "Fog.")));
    conversation.apply(turn(2, Given.article(2, Given.STREAM, "Fog. Tea.")));
    conversation.pieces.keySet().removeIf(key -> key.contains("/v/"));

    // When
    conversation.apply(Given.edit(2, "Fog. Tea. Rain."));

    // Then
    assertThat(spans(finder, 3)).extracting(Span::version).containsExactly(2, 3);
    assertThat(spans(finder, 3))
        .extracting(Span::author)
        .containsExactly(Author.AGENT, Author.PERSON);
  }

  @Test
  void whatIsRememberedIsOfNoUseAfterTheConversationIsErased() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    spans(finder, 1);

    // When
    conversation.apply(Given.command(new EraseConversation("")));

    // Then
    assertThat(finder.find(Folding.ID, 1, source())).isEmpty();
  }

  @Test
  void anotherVersionOfTheSameNumberIsNotMistakenForTheOneThatWas() {
    // Given a version whose transaction was aborted
    conversation.apply(turn(1, Given.article(1, Given.STREAM, "Fog. Tea.")));
    Folding aborted = conversation.copy();
    aborted.apply(Given.edit(1, "Fog. Tea. Rain. Fog. Tea."));
    assertThat(finder.find(Folding.ID, 2, source(aborted))).isPresent();

    // When
    conversation.now = conversation.now.plusSeconds(1);
    conversation.apply(Given.edit(1, "Nothing. Fog. Tea. River."));

    // Then
    assertThat(spans(finder, 2)).isEqualTo(spans(new ProvenanceFinder(), 2));
  }

  /**
   * People and agents insert and delete pieces that are nowhere else. So each piece was written in
   * the first version, along the bases, that has it.
   */
  @Test
  void whateverHappensSpansCoverTheTextAndNameTheVersionsInWhichItWasWritten() {
    for (int seed = 0; seed < 25; seed++) {
      Folding any = new Folding();
      play(any, new Random(seed));
      ProvenanceFinder remembering = new ProvenanceFinder();
      VersionReader versions = any.versions();
      var page = versions.page(null, 200).versions();
      assertThat(page).hasSizeGreaterThan(5);
      for (var version : page.reversed()) {
        String as = "seed %d, version %d".formatted(seed, version.version());
        List<Span> spans =
            remembering.find(Folding.ID, version.version(), source(any)).orElseThrow().spans();
        assertThat(spans(any, new ProvenanceFinder(), version.version())).as(as).isEqualTo(spans);
        checkCover(versions, version.version(), spans, as);
        Map<String, Integer> expected = writtenIn(versions, version.version());
        Map<String, Integer> found = new TreeMap<>();
        String text = version(versions, version.version());
        for (String piece : pieces(text)) {
          int at = text.indexOf(piece);
          spans.stream()
              .filter(span -> span.start() <= at && span.end() >= at + piece.length())
              .forEach(span -> found.put(piece, span.version()));
        }
        assertThat(found).as(as).isEqualTo(expected);
      }
    }
  }

  private static void checkCover(VersionReader versions, int version, List<Span> spans, String as) {
    String text = version(versions, version);
    int at = 0;
    for (Span span : spans) {
      assertThat(span.start()).as(as).isEqualTo(at);
      at = span.end();
      assertThat(at).as(as).isGreaterThan(span.start());
      assertThat(version(versions, span.version()))
          .as(as)
          .contains(text.substring(span.start(), at));
      assertThat(span.author()).as(as).isEqualTo(info(versions, span.version()).author());
    }
    assertThat(at).as(as).isEqualTo(text.length());
  }

  private static Map<String, Integer> writtenIn(VersionReader versions, int version) {
    String text = version(versions, version);
    int base = info(versions, version).base();
    Map<String, Integer> before = base == 0 ? Map.of() : writtenIn(versions, base);
    return pieces(text).stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                piece -> before.getOrDefault(piece, version),
                (one, _) -> one,
                TreeMap::new));
  }

  private static List<String> pieces(String text) {
    return Arrays.stream(text.split("\n")).filter(piece -> !piece.isEmpty()).toList();
  }

  private static void play(Folding any, Random random) {
    int[] made = {0};
    any.apply(Given.submit(1), Given.intent(1));
    any.apply(Given.article(1, Given.STREAM, inserted("", made, random)));
    any.apply(Given.context(1), Given.phase(1), Given.reply(1));
    int turns = 1;
    for (int i = 0; i < 25; i++) {
      VersionReader versions = any.versions();
      var page = versions.page(null, 200);
      int current = page.current();
      int one = page.versions().get(random.nextInt(page.versions().size())).version();
      String text = version(versions, current);
      switch (random.nextInt(8)) {
        case 0 -> any.apply(Given.restore(current, one));
        case 1 -> any.apply(Given.editToKeep(one, changed(version(versions, one), made, random)));
        case 2 -> {
          turns++;
          any.apply(Given.submit(turns), Given.intent(turns));
          any.apply(Given.revised(turns, changed(text, made, random)));
          any.apply(Given.edit(current + 1, "not the newest, perhaps\n"));
          any.apply(Given.context(turns), Given.phase(turns), Given.reply(turns));
        }
        case 3 -> any.now = any.now.plus(Duration.ofMinutes(6));
        default -> any.apply(Given.edit(current, changed(text, made, random)));
      }
    }
    Legality.check(any.frames);
  }

  private static String changed(String text, int[] made, Random random) {
    return random.nextInt(3) == 0 ? deleted(text, random) : inserted(text, made, random);
  }

  private static String inserted(String text, int[] made, Random random) {
    List<String> lines = new ArrayList<>(pieces(text));
    int number = made[0]++;
    String piece =
        switch (number % 3) {
          case 0 -> "a%dx b%dx c%dx d%dx e%dx".formatted(number, number, number, number, number);
          case 1 ->
              (Character.toString(0x4E00 + number) + Character.toString(0x20000 + number))
                  .repeat(4);
          default -> Character.toString(0x1F300 + number) + "\uFE0F" + ("n" + number).repeat(5);
        };
    lines.add(random.nextInt(lines.size() + 1), piece);
    return String.join("\n", lines) + "\n";
  }

  private static String deleted(String text, Random random) {
    List<String> lines = new ArrayList<>(pieces(text));
    if (!lines.isEmpty()) {
      lines.remove(random.nextInt(lines.size()));
    }
    return String.join("\n", lines) + "\n";
  }

  private static Input[] turn(int number, Input article) {
    return new Input[] {
      Given.submit(number),
      Given.intent(number),
      article,
      Given.context(number),
      Given.phase(number),
      Given.reply(number)
    };
  }

  private List<Span> spans(ProvenanceFinder with, int version) {
    return spans(conversation, with, version);
  }

  private static List<Span> spans(Folding of, ProvenanceFinder with, int version) {
    return with.find(Folding.ID, version, source(of)).orElseThrow().spans();
  }

  private String text(int version) {
    return version(conversation.versions(), version);
  }

  private static String version(VersionReader versions, int version) {
    return Optional.ofNullable(versions.text(version)).orElseThrow();
  }

  private static VersionInfo info(VersionReader versions, int version) {
    return Optional.ofNullable(versions.info(version)).orElseThrow();
  }

  private ProvenanceFinder.Source source() {
    return source(conversation);
  }

  private static ProvenanceFinder.Source source(Folding of) {
    return new ProvenanceFinder.Source() {
      private Optional<VersionReader> versions() {
        return VersionReader.of(of.pieces::get, Folding.ID, Folding.ANNA);
      }

      @Override
      public @Nullable VersionInfo info(int version) {
        return versions().map(it -> it.info(version)).orElse(null);
      }

      @Override
      public @Nullable String text(int version) {
        return versions().map(it -> it.text(version)).orElse(null);
      }
    };
  }
}
