package io.quillmesh.offlinemodel.passage;

import io.quillmesh.offlinemodel.declared.Names;
import io.quillmesh.offlinemodel.text.Dice;
import io.quillmesh.offlinemodel.understanding.Document;
import io.quillmesh.offlinemodel.understanding.LengthReader;
import io.quillmesh.offlinemodel.understanding.Slots;
import io.quillmesh.offlinemodel.understanding.Subject;
import io.quillmesh.offlinemodel.understanding.words.Language;
import io.quillmesh.offlinemodel.writing.composing.Composer;
import io.quillmesh.offlinemodel.writing.editing.Edit;
import io.quillmesh.offlinemodel.writing.editing.EditReader;
import io.quillmesh.offlinemodel.writing.editing.Editor;
import io.quillmesh.offlinemodel.writing.editing.Moods;
import io.quillmesh.offlinemodel.writing.editing.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The generator agent's model, for a passage of an article. What it cannot do leaves the passage as
 * it is, and the reply says so.
 */
public final class PassageAnswer {
  /** As the prompt wants it when nothing is to stand in the passage's place. */
  private static final String NOTHING = "[[NOTHING]]";

  private final Document data;
  private final Passage passage;
  private final Language language;
  private final Subject subject;
  private final Composer composer;
  private final Dice dice;

  private PassageAnswer(Document data) {
    this.data = data;
    String text = data.whole("passage");
    String around = data.whole("before") + data.whole("after");
    this.language = Language.of(text, Language.of(around, data.reading().language()));
    this.passage = new Passage(text, around, language);
    this.subject = in(language, Subject.of(data));
    this.composer = new Composer(subject, language, data.message() + text.length());
    this.dice = Dice.of(subject, data.message(), text.length());
  }

  /** By its name in the passage's language, if it has one: the conversation may have another. */
  private static Subject in(Language language, Subject subject) {
    String topic = subject.topic();
    return Language.of(topic, language) == language
        ? subject
        : new Subject(Names.of(topic, language).orElse(topic), subject.genre());
  }

  /** What is to stand in the passage's place. */
  public static String write(Document data) {
    return new PassageAnswer(data).write();
  }

  private String write() {
    Slots said = data.reading().slots();
    if (passage.text().isBlank()) {
      return passage.sentences(composer, 2);
    }
    return switch (data.intent()) {
      case CHANGE_LENGTH ->
          passage.resized(
              slot("length", said.length())
                  .or(() -> Optional.ofNullable(LengthReader.read(data.message())))
                  .orElse("0.7x"),
              composer);
      case CHANGE_STYLE ->
          slot("mood", said.mood())
              .or(() -> slot("style", said.style()))
              .map(this::recoloured)
              .orElseGet(() -> passage.rewritten(composer));
      case TRANSLATE -> translated(slot("language", said.language()).orElse(""));
      case REVISE_CONTENT -> revised(EditReader.read(data.message()));
      case GENERATE_ARTICLE,
          CHOOSE_TEMPLATE,
          CONTINUE_ARTICLE,
          ASK_ABOUT_ARTICLE,
          ASK_CAPABILITIES,
          SMALL_TALK,
          OTHER ->
          passage.text();
    };
  }

  private String recoloured(String mood) {
    Moods moods = new Moods(language, mood, dice);
    return passage.isFragment() ? passage.text() : passage.changed(moods::recolour);
  }

  /** It knows no other language, so this is not a translation; the reply says so. */
  private String translated(String tag) {
    boolean known = tag.startsWith("zh") || tag.startsWith("en");
    Language other = Language.ofTag(tag);
    return (known && other != language
            ? Names.of(subject.topic(), other)
            : Optional.<String>empty())
        .map(topic -> new Composer(new Subject(topic, subject.genre()), other, data.message()))
        .map(passage::rewritten)
        .orElse(passage.text());
  }

  private String revised(Edit edit) {
    Editor editor = new Editor(language, subject.topic(), composer, dice);
    if (EditReader.asksToRemoveAll(data.message())) {
      return NOTHING;
    }
    return switch (edit) {
      case Edit.Replace replace -> passage.text().replace(replace.from(), replace.to());
      case Edit.Mood(String mood) -> recoloured(mood);
      case Edit.Tone(Target _, String mood) -> recoloured(mood);
      case Edit.Resize(Target _, String length) -> passage.resized(length, composer);
      case Edit.Mention mention -> passage.changed(article -> editor.apply(mention, article));
      case Edit.Add add ->
          passage.changed(article -> editor.apply(new Edit.Mention(add.subject()), article));
      case Edit.Remove _ -> passage.text();
      case Edit.Polish _, Edit.Rewrite _, Edit.SetTitle _, Edit.NewTitle _, Edit.Unclear _ ->
          EditReader.asksToRemove(data.message()) ? passage.text() : passage.rewritten(composer);
    };
  }

  private Optional<String> slot(String name, @Nullable String said) {
    return data.slot(name).or(() -> Optional.ofNullable(said));
  }
}
