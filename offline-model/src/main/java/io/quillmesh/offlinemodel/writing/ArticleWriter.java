package io.quillmesh.offlinemodel.writing;

import io.quillmesh.offlinemodel.text.Dice;
import io.quillmesh.offlinemodel.understanding.Document;
import io.quillmesh.offlinemodel.understanding.Reading;
import io.quillmesh.offlinemodel.understanding.Slots;
import io.quillmesh.offlinemodel.understanding.Subject;
import io.quillmesh.offlinemodel.understanding.words.Language;
import io.quillmesh.offlinemodel.understanding.words.Vocabulary;
import io.quillmesh.offlinemodel.writing.article.Article;
import io.quillmesh.offlinemodel.writing.article.Block;
import io.quillmesh.offlinemodel.writing.article.Length;
import io.quillmesh.offlinemodel.writing.composing.Arranger;
import io.quillmesh.offlinemodel.writing.composing.Composer;
import io.quillmesh.offlinemodel.writing.composing.Template;
import io.quillmesh.offlinemodel.writing.editing.EditReader;
import io.quillmesh.offlinemodel.writing.editing.Editor;
import io.quillmesh.offlinemodel.writing.editing.Lengthener;
import io.quillmesh.offlinemodel.writing.editing.Moods;
import io.quillmesh.offlinemodel.writing.editing.Shortener;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The generator agent's model: writes an article, or returns the present one with the requested
 * changes.
 */
public final class ArticleWriter {

  private ArticleWriter() {}

  /** The whole article as Markdown. */
  public static String write(Document data) {
    Reading reading = data.reading();
    if (data.text("task").orElse("").equals("CONTINUE")) {
      return ending(data, reading);
    }
    Optional<String> present = data.article("markdown");
    boolean anew = data.text("task").orElse("WRITE").equals("WRITE") || present.isEmpty();
    return anew ? compose(data, reading) : revise(data, reading, present.orElse(""));
  }

  /** The end of an article on this subject. The part that exists already is not in the data. */
  private static String ending(Document data, Reading reading) {
    Language language = language(data, reading);
    Subject subject = named(Subject.of(data), language);
    List<Block> body = new Composer(subject, language, data.message()).article().body();
    return "\n\n" + body.getLast().text() + "\n";
  }

  private static String compose(Document data, Reading reading) {
    Language language = language(data, reading);
    Subject subject = named(Subject.of(data), language);
    Composer composer = new Composer(subject, language, "");
    Article article = composer.article();
    Optional<String> mood = slot(data, "mood", reading.slots().mood());
    if (mood.isPresent()) {
      article = new Moods(language, mood.get(), Dice.of(subject, mood.get())).recolour(article);
    }
    Optional<Template> template =
        slot(data, "template", reading.slots().template())
            .map(name -> Template.named(name, language))
            .or(() -> byGenre(subject.genre(), language));
    if (template.isPresent()) {
      article = Arranger.arrange(article, template.get(), subject.topic());
    }
    Optional<String> length = slot(data, "length", reading.slots().length());
    if (length.isPresent()) {
      article = resize(article, length.get(), language, composer);
    }
    return article.markdown() + "\n";
  }

  private static String revise(Document data, Reading reading, String markdown) {
    Language language = Language.of(markdown, reading.language());
    Article article = Article.parse(markdown, data.article("title").orElse(""));
    Subject subject = named(Subject.of(data), language);
    Composer composer = new Composer(subject, language, data.message() + markdown.length());
    Dice dice = Dice.of(subject, data.message(), markdown.length());
    Slots said = reading.slots();
    Article revised =
        switch (data.intent()) {
          case CHANGE_LENGTH ->
              slot(data, "length", said.length())
                  .map(length -> resize(article, length, language, composer))
                  .orElse(article);
          case CHOOSE_TEMPLATE ->
              slot(data, "template", said.template())
                  .map(name -> Template.named(name, language))
                  .map(template -> Arranger.arrange(article, template, subject.topic()))
                  .orElse(article);
          case CHANGE_STYLE -> restyle(data, said, language, article, subject, dice);
          case REVISE_CONTENT ->
              new Editor(language, subject.topic(), composer, dice)
                  .apply(EditReader.read(data.message()), article);
          // If it cannot do what is asked, above all translating, it leaves the article unchanged.
          // The reply says so.
          case TRANSLATE,
              GENERATE_ARTICLE,
              CONTINUE_ARTICLE,
              ASK_ABOUT_ARTICLE,
              ASK_CAPABILITIES,
              SMALL_TALK,
              OTHER ->
              article;
        };
    return revised.equals(article) ? markdown : revised.markdown() + "\n";
  }

  private static Article restyle(
      Document data, Slots said, Language language, Article article, Subject subject, Dice dice) {
    Optional<String> mood = slot(data, "mood", said.mood());
    Optional<Template> template =
        slot(data, "style", said.style())
            .flatMap(Vocabulary.GENRES::find)
            .flatMap(genre -> forGenre(genre.name(), language));
    Article arranged =
        template.map(one -> Arranger.arrange(article, one, subject.topic())).orElse(article);
    String wish =
        mood.or(() -> template.isPresent() ? Optional.empty() : data.slot("style")).orElse("");
    return wish.isEmpty() ? arranged : new Moods(language, wish, dice).recolour(arranged);
  }

  private static Article resize(
      Article article, String wish, Language language, Composer composer) {
    int present = Length.of(article.markdown(), language);
    int wanted = Length.wanted(wish, present);
    return wanted < present
        ? new Shortener(language).shorten(article, wanted)
        : new Lengthener(language, composer).lengthen(article, wanted);
  }

  /** A diary or a letter is a form, which comes from a template. */
  private static Optional<Template> byGenre(String genre, Language language) {
    boolean form = genre.equals("diary") || genre.equals("letter");
    return form ? forGenre(genre, language) : Optional.empty();
  }

  private static Optional<Template> forGenre(String genre, Language language) {
    List<Template> all = Template.all(language);
    Stream<Template> fitting = all.stream().filter(template -> template.genres().contains(genre));
    return fitting.findFirst();
  }

  /** The message's language, unless it asks for the other one. There are no more languages here. */
  private static Language language(Document data, Reading reading) {
    return slot(data, "language", reading.slots().language())
        .filter(tag -> tag.startsWith("zh") || tag.startsWith("en"))
        .map(Language::ofTag)
        .orElse(reading.language());
  }

  private static Subject named(Subject subject, Language language) {
    String someDay = language == Language.ZH ? "平常的一天" : "an ordinary day";
    return subject.topic().isBlank() ? new Subject(someDay, subject.genre()) : subject;
  }

  private static Optional<String> slot(Document data, String name, @Nullable String said) {
    return data.slot(name).or(() -> Optional.ofNullable(said));
  }
}
