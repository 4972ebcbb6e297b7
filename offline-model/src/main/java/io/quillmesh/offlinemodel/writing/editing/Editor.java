package io.quillmesh.offlinemodel.writing.editing;

import io.quillmesh.offlinemodel.text.Dice;
import io.quillmesh.offlinemodel.understanding.words.Language;
import io.quillmesh.offlinemodel.writing.article.Article;
import io.quillmesh.offlinemodel.writing.article.Block;
import io.quillmesh.offlinemodel.writing.article.Length;
import io.quillmesh.offlinemodel.writing.article.Section;
import io.quillmesh.offlinemodel.writing.article.Sentences;
import io.quillmesh.offlinemodel.writing.composing.Composer;
import io.quillmesh.offlinemodel.writing.composing.Passages;
import io.quillmesh.offlinemodel.writing.composing.Pen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes one edit in an article and leaves everything else unchanged. */
public final class Editor {

  private final Language language;
  private final String topic;
  private final Composer composer;
  private final Dice dice;

  public Editor(Language language, String topic, Composer composer, Dice dice) {
    this.language = language;
    this.topic = topic;
    this.composer = composer;
    this.dice = dice;
  }

  public Article apply(Edit edit, Article article) {
    return switch (edit) {
      case Edit.SetTitle(String title) -> article.withTitle(title);
      case Edit.NewTitle() -> article.withTitle(otherTitle(article.titleText()));
      case Edit.Add add -> add(article, add);
      case Edit.Mention(String subject) -> mention(article, subject);
      case Edit.Remove(Target target) -> Places.find(article, target).remove(article);
      case Edit.Rewrite(Target target) ->
          Places.find(article, target).change(article, old -> other(target, article.markdown()));
      case Edit.Tone(Target target, String mood) -> tone(article, target, mood);
      case Edit.Mood(String mood) -> new Moods(language, mood, dice).recolour(article);
      case Edit.Resize(Target target, String length) -> resize(article, target, length);
      case Edit.Replace(String from, String to) ->
          Article.parse(article.markdown().replace(from, to), article.titleText());
      case Edit.Polish() -> polish(article);
      case Edit.Unclear() -> article;
    };
  }

  private String otherTitle(String present) {
    for (int i = 0; i < 10; i++) {
      String title = composer.title();
      if (!title.equals(present)) {
        return title;
      }
    }
    return present;
  }

  private Article add(Article article, Edit.Add add) {
    Block passage = Block.paragraph(passage("about", add.subject()));
    List<Section> sections = article.sections();
    if (sections.isEmpty()) {
      return article.withSections(List.of(new Section(null, List.of(passage))));
    }
    int last = sections.size() - 1;
    if (add.asSection()) {
      Section section = new Section(Block.heading(Pen.capital(add.subject())), List.of(passage));
      int where = add.where() instanceof Target.Ending ? last + 1 : Math.max(1, last);
      return article.withSectionAdded(Math.min(where, sections.size()), section);
    }
    if (add.where() instanceof Target.Opening) {
      return article.withSection(0, section -> section.plus(passage));
    }
    int where = add.where() instanceof Target.Ending ? last : Math.max(0, last - 1);
    if (add.where() instanceof Target.Part(int number) && number <= Places.parts(article).size()) {
      where = sections.indexOf(Places.parts(article).get(number - 1));
    }
    return article.withSection(where, section -> section.plus(passage));
  }

  private Article mention(Article article, String subject) {
    String sentence = passage("mention", subject);
    return Places.find(article, new Target.Named(topic))
        .or(article, new Target.Opening())
        .change(article, block -> block.plus(sentence));
  }

  private Article tone(Article article, Target target, String mood) {
    boolean ending = target instanceof Target.Ending;
    String sentence = new Moods(language, mood, dice).sentence(article.markdown(), ending);
    return Places.find(article, target).change(article, block -> block.plus(sentence));
  }

  private Article resize(Article article, Target target, String length) {
    UnaryOperator<Block> change =
        block -> {
          Article part = new Article(article.title(), List.of(new Section(null, List.of(block))));
          int present = Length.of(block.text(), language);
          int overhead = Length.of(article.title().text(), language);
          int wanted = Length.wanted(length, present);
          Article resized =
              wanted < present
                  ? new Shortener(language).shorten(part, wanted + overhead)
                  : new Lengthener(language, composer).lengthen(part, wanted + overhead);
          List<String> texts = resized.body().stream().map(Block::text).toList();
          return block.withText(texts.stream().reduce("", Sentences::join));
        };
    Places places = Places.find(article, target);
    // A last paragraph of one sentence cannot be shortened, but the last section can.
    boolean single = places.blocks().stream().allMatch(block -> block.sentences().size() < 2);
    boolean ending = target instanceof Target.Ending && single;
    return ending
        ? Places.find(article, new Target.Part(Places.parts(article).size()))
            .change(article, change)
        : places.change(article, change);
  }

  private Article polish(Article article) {
    List<String> sentences = Passages.of(language, "passages").getOrDefault("polish", List.of());
    List<String> fresh = new ArrayList<>(sentences);
    fresh.removeIf(sentence -> article.markdown().contains(sentence));
    if (fresh.isEmpty()) {
      return article;
    }
    String sentence = dice.pick(fresh);
    return Places.find(article, new Target.Paragraph(2))
        .or(article, new Target.Ending())
        .change(article, block -> block.plus(sentence));
  }

  private Block other(Target target, String text) {
    return switch (target) {
      case Target.Opening() -> composer.opening();
      case Target.Ending() -> composer.closing();
      case Target.Paragraph p -> composer.middle(text);
      case Target.Part p -> composer.middle(text);
      case Target.Named n -> composer.middle(text);
    };
  }

  private String passage(String name, String subject) {
    Pen pen = new Pen(language, topic, dice).with("subject", subject);
    List<String> passages = Passages.of(language, "passages").getOrDefault(name, List.of());
    return pen.fill(dice.pick(passages));
  }
}
