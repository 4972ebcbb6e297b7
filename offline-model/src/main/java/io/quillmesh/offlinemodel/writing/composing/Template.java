package io.quillmesh.offlinemodel.writing.composing;

import io.quillmesh.offlinemodel.understanding.words.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A way to arrange an article.
 *
 * @param genres the genres that it suits, the best first
 */
public record Template(String name, List<String> genres, List<Slot> slots) {

  private static final Map<Language, List<Template>> LOADED = new ConcurrentHashMap<>();
  private static final int MOST = 4;
  private static final int LEAST = 3;

  /** A section to be filled. * * @param lead the text that opens the section; null for none */
  public record Slot(String heading, @Nullable String lead) {}

  /** All templates of a language. */
  public static List<Template> all(Language language) {
    return LOADED.computeIfAbsent(language, Template::load);
  }

  /** Three or four templates that fit a genre, the best first. */
  public static List<Template> fitting(Language language, String genre) {
    List<Template> all = all(language);
    List<Template> fitting =
        new ArrayList<>(
            all.stream()
                .filter(template -> template.genres().contains(genre))
                .sorted(Comparator.comparingInt(template -> template.genres().indexOf(genre)))
                .limit(MOST)
                .toList());
    all.stream()
        .filter(template -> template.genres().contains("essay") && !fitting.contains(template))
        .limit(Math.max(0, LEAST - fitting.size()))
        .forEach(fitting::add);
    return fitting;
  }

  /** The template with this name in either language, or a new one if none has this name. */
  public static Template named(String name, Language language) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    List<Template> known =
        Stream.concat(
                all(language).stream(),
                Arrays.stream(Language.values()).flatMap(l -> all(l).stream()))
            .toList();
    return Stream.<Predicate<String>>of(
            wanted::equals, one -> one.contains(wanted), wanted::contains)
        .flatMap(
            fits -> known.stream().filter(one -> fits.test(one.name().toLowerCase(Locale.ROOT))))
        .findFirst()
        .orElseGet(() -> improvised(name.strip(), language));
  }

  private static Template improvised(String name, Language language) {
    List<String> parts =
        language == Language.ZH
            ? List.of("其一", "其二", "其三", "其四")
            : List.of("Part One", "Part Two", "Part Three", "Part Four");
    String between = language == Language.ZH ? "·" : ": ";
    String shown = Pen.capital(name);
    return new Template(
        name,
        List.of(),
        parts.stream().map(part -> new Slot(shown + between + part, null)).toList());
  }

  private static List<Template> load(Language language) {
    List<Template> templates = new ArrayList<>();
    Passages.of(language, "templates")
        .forEach((head, lines) -> {
          String[] parts = head.split("\\|");
          List<String> genres = List.of(parts[1].strip().split(" "));
          templates.add(new Template(parts[0].strip(), genres, slots(lines)));
        });
    return List.copyOf(templates);
  }

  private static List<Slot> slots(List<String> lines) {
    List<Slot> slots = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("> ")) {
        slots.set(slots.size() - 1, new Slot(slots.getLast().heading(), line.substring(2)));
      } else {
        slots.add(new Slot(line, null));
      }
    }
    return slots;
  }
}
