package io.quillmesh.offlinemodel.declared;

import io.quillmesh.offlinemodel.text.Dice;
import io.quillmesh.offlinemodel.text.Phrases;
import io.quillmesh.offlinemodel.understanding.words.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The texts of an answer. */
final class Texts {

  /** A form in a description, such as "Use this title: …". */
  private static final Pattern FORM =
      Pattern.compile("[“\"「『](?<form>[^”\"」』]*(?:…+|\\.{3}|<\\w+>|\\{\\w+})[^”\"」』]*)[”\"」』]");

  private static final Pattern GAP = Pattern.compile("…+|\\.{3}|<\\w+>|\\{\\w+}");

  private final Material material;

  Texts(Material material) {
    this.material = material;
  }

  String text(Place place) {
    return TextFit.fit(place, candidates(place));
  }

  /** What a button sends: in the form that its description gives, otherwise in our own. */
  String message(Place place, String label) {
    String form =
        FORM.matcher(place.shape().description())
            .results()
            .map(Texts::form)
            .filter(text ->
                Language.of(GAP.matcher(text).replaceAll(""), material.language())
                    == material.language())
            .findFirst()
            .map(text -> GAP.matcher(text).replaceFirst(Matcher.quoteReplacement(label)))
            .orElseGet(() ->
                Phrases.fill(material.phrases().all("message").getFirst(), Map.of("label", label)));
    return TextFit.fit(place, List.of(form));
  }

  private static String form(MatchResult match) {
    return match.group("form");
  }

  /** How many items a list can have whose texts come from the article. */
  int available(Place list) {
    Shape items = list.shape().items();
    Place item = list.item(items, 0);
    Stream<Place> texts =
        items.properties().isEmpty()
            ? Stream.of(item)
            : items.properties().stream().map(item::property);
    return texts
        .filter(text -> text.shape().isText())
        .map(Wanted::of)
        .filter(Wanted::isLimited)
        .mapToInt(kind -> material.texts(kind).size())
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /** The text for this place, and others in its stead. */
  private List<String> candidates(Place place) {
    Optional<String> said = material.member(place.name());
    if (said.isPresent()) {
      return List.of(said.get());
    }
    Wanted kind = Wanted.of(place);
    List<String> found = material.texts(kind);
    List<String> all = found.isEmpty() ? phrases(kind) : found;
    // Properties beside each other do not say the same.
    int start = found.isEmpty() ? Dice.of(place.path()).between(0, all.size() - 1) : 0;
    return IntStream.range(0, all.size())
        .mapToObj(i -> all.get((start + place.index() + i) % all.size()))
        .toList();
  }

  private List<String> phrases(Wanted kind) {
    Phrases phrases = material.phrases();
    List<String> wordings =
        switch (kind) {
          case REASON -> phrases.all(material.hasArticle() ? "REASON" : "REASON.none");
          case QUESTION, ADVICE -> phrases.all(kind.name());
          default -> phrases.all("REMARK");
        };
    Map<String, String> values = material.values();
    return wordings.stream().map(wording -> Phrases.fill(wording, values)).toList();
  }
}
