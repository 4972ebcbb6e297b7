package io.quillmesh.offlinemodel.declared;

import io.quillmesh.offlinemodel.text.Phrases;
import io.quillmesh.offlinemodel.understanding.Document;
import io.quillmesh.offlinemodel.understanding.Subject;
import io.quillmesh.offlinemodel.understanding.words.Language;
import io.quillmesh.offlinemodel.writing.article.Block;
import io.quillmesh.offlinemodel.writing.composing.Composer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a request offers for an answer. */
final class Material {

  /** What follows the subject in a title such as "London: After the Fog". */
  private static final Pattern SUBTITLE = Pattern.compile("\\s*[:：—–|].*$");

  private static final int LONGEST_TOPIC = 40;

  private final Document data;
  private final Language language;
  private final Language written;
  private final Subject subject;
  private final ArticleParts article;

  Material(Document data) {
    this.data = data;
    this.article = ArticleParts.of(data);
    boolean isSaid = !data.message().isBlank() || data.text("language").isPresent();
    this.language = isSaid ? data.reading().language() : article.language(Language.EN);
    this.written = article.language(language);
    this.subject = subject(data, written);
  }

  /** In the language of the article, which may not be the one that the person wrote in. */
  private static Subject subject(Document data, Language written) {
    Subject subject = Subject.of(data);
    String title = SUBTITLE.matcher(data.article("title").orElse("")).replaceFirst("").strip();
    boolean isTitle = data.article("title").filter(subject.topic()::equals).isPresent();
    String topic = isTitle ? title : subject.topic().strip();
    if (Language.of(topic, written) != written) {
      topic = Names.of(topic, written).orElse(title);
    }
    boolean isUsable = topic.codePointCount(0, topic.length()) <= LONGEST_TOPIC;
    return new Subject(isUsable ? topic : "", subject.genre());
  }

  /** The language of the person. */
  Language language() {
    return language;
  }

  /** The language of the article; that of the person if there is none. */
  Language written() {
    return written;
  }

  boolean hasArticle() {
    return article.article().isPresent();
  }

  Subject subject() {
    return subject;
  }

  Phrases phrases() {
    return Phrases.of("declared/" + language.tag());
  }

  /** Differs from request to request. */
  String seed() {
    return data.message() + data.article("markdown").orElse("");
  }

  /** The texts of a kind; empty if there are none. */
  List<String> texts(Wanted kind) {
    List<String> found = new ArrayList<>();
    data.object("answers")
        .properties()
        .forEach(answer -> collect(kind, answer.getKey(), answer.getValue(), found));
    found.addAll(
        switch (kind) {
          case TITLE -> titles();
          case CLAIM -> article.claims();
          case SENTENCE -> article.sentencesByClaim();
          case PARAGRAPH -> article.paragraphs().stream().map(Block::text).toList();
          case HEADING -> article.headings();
          case TOPIC -> subject.topic().isBlank() ? List.<String>of() : List.of(subject.topic());
          case NEED ->
              data.objects("needs").stream().map(n -> n.path("need").asString("")).toList();
          case SUMMARY ->
              data.text("summary")
                  .map(List::of)
                  .orElseGet(() -> article.sentences().stream().limit(1).toList());
          case REASON, QUESTION, ADVICE, REMARK -> List.<String>of();
        });
    return found.stream().filter(text -> !text.isBlank()).distinct().toList();
  }

  /** The texts of this kind in another agent's answer, however deep. */
  private static void collect(Wanted kind, String name, JsonNode value, List<String> found) {
    if (value.isString() && Wanted.of(name).filter(kind::equals).isPresent()) {
      found.add(value.asString());
    }
    value.forEach(item -> {
      if (value.isArray()) {
        collect(kind, name, item, found);
      }
    });
    value
        .properties()
        .forEach(member -> {
          String inner = Wanted.of(member.getKey()).isPresent() ? member.getKey() : name;
          collect(kind, inner, member.getValue(), found);
        });
  }

  /** A member of the request that is a text. */
  Optional<String> member(String name) {
    return name.equals("message") ? Optional.empty() : data.text(name);
  }

  /** How many there are of what a property is named after. */
  Optional<Integer> count(String name) {
    return article.count(name);
  }

  /** A name for a property of a map. */
  String key(int index) {
    List<String> headings = article.headings();
    return index < headings.size() ? headings.get(index) : "key" + (index + 1);
  }

  Map<String, String> values() {
    String topic = subject.topic();
    return Map.of(
        "topic", topic.isBlank() ? phrases().all("topic.none").getFirst() : topic,
        "title", data.article("title").orElse(""),
        "message", data.message().strip(),
        "opening", article.sentences().stream().findFirst().orElse(""),
        "sentences", String.valueOf(article.sentences().size()),
        "size", size());
  }

  /** The length, with its unit. */
  private String size() {
    String unit = written == Language.ZH ? "characters" : "words";
    return Phrases.fill(
        Phrases.of("talk/" + language.tag()).all("size." + unit).getFirst(),
        Map.of("count", String.valueOf(count(unit).orElse(0))));
  }

  private List<String> titles() {
    if (subject.topic().isBlank()) {
      return List.of();
    }
    String present = data.article("title").orElse("");
    return new Composer(subject, written, seed())
        .titles().stream().filter(title -> !title.equals(present)).toList();
  }
}
