package io.quillmesh.offlinemodel.writing.editing;

import io.quillmesh.offlinemodel.text.Lines;
import io.quillmesh.offlinemodel.understanding.LengthReader;
import io.quillmesh.offlinemodel.understanding.words.Vocabulary;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which edit a message asks for. The generator and the reply both use it, so they agree. */
public final class EditReader {

  private static final Map<String, Pattern> PATTERNS = new HashMap<>();

  static {
    Lines.pairs("understanding/edits")
        .forEach(
            (name, regex) -> PATTERNS.put(name, Pattern.compile(regex, Pattern.CASE_INSENSITIVE)));
  }

  private static final Pattern WHERE =
      Pattern.compile(
          "\\s+(?:at|to|in|into|before|after|near|as) the (?:very )?(?:end|ending|beginning|opening|start|conclusion|middle|introduction|intro|article|text|story|essay|travelogue)\\b.*$"
              + "|\\s+(?:to|in|into) (?:it|this)$|^(?:the |a |an )?(?:something|more) about ",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern COMPARATIVE =
      Pattern.compile(
          "更加?(?<zh>[^,，。!！]{1,8}?)(?:一?点|一?些|[。!！]|$)|\\bmore (?<en>[\\w-]+)|\\b(?<er>\\w+er)\\b",
          Pattern.CASE_INSENSITIVE);

  private EditReader() {}

  /** Reads a message that asks to revise. */
  public static Edit read(String message) {
    String text = message.strip();
    Target target = TargetReader.read(text);
    Matcher quoted = matcher("replaceQuoted", text);
    if (quoted.find()) {
      return new Edit.Replace(quoted.group("from"), quoted.group("to"));
    }
    Matcher title = matcher("setTitle", text);
    if (title.find()) {
      return new Edit.SetTitle(Groups.first(title, "title", "title2", "title3"));
    }
    if (matcher("newTitle", text).find()) {
      return new Edit.NewTitle();
    }
    if (target != null && matcher("remove", text).find()) {
      return new Edit.Remove(target);
    }
    Edit addition = addition(text, target);
    if (addition != null) {
      return addition;
    }
    return target != null ? within(text, target) : whole(text);
  }

  /** Whether something is to go, whatever it is. */
  public static boolean asksToRemove(String message) {
    return matcher("remove", message.strip()).find();
  }

  /** Whether all of what is selected is to go. */
  public static boolean asksToRemoveAll(String message) {
    return matcher("removeAll", message.strip()).find();
  }

  private static @Nullable Edit addition(String text, @Nullable Target target) {
    Matcher add = matcher("add", text);
    if (add.find()) {
      String subject =
          WHERE.matcher(Groups.first(add, "subject", "subject2")).replaceAll("").strip();
      String mood = Vocabulary.MOODS.find(subject).map(Vocabulary.Word::said).orElse("");
      if (!mood.isEmpty() && mood.length() + 2 >= subject.length()) {
        return target == null ? new Edit.Mood(mood) : new Edit.Tone(target, mood);
      }
      String unit = Groups.first(add, "unit", "unit2");
      boolean named = target instanceof Target.Named;
      boolean section = unit.matches("(?i)小?节|章|section|chapter|part");
      return new Edit.Add(unquoted(subject), named ? null : target, section);
    }
    Matcher mention = matcher("mention", text);
    return mention.find()
        ? new Edit.Mention(
            unquoted(WHERE.matcher(Groups.first(mention, "subject", "subject2")).replaceAll("")))
        : null;
  }

  private static Edit within(String text, Target target) {
    String mood = Vocabulary.MOODS.find(text).map(Vocabulary.Word::said).orElse("");
    if (!mood.isEmpty()) {
      return new Edit.Tone(target, mood);
    }
    String length = LengthReader.read(text);
    if (length != null) {
      return new Edit.Resize(target, length);
    }
    Matcher comparative = COMPARATIVE.matcher(text);
    String wish = comparative.find() ? Groups.first(comparative, "zh", "en", "er") : "";
    boolean vague = wish.isEmpty() || wish.matches("(?i)好|better|interesting|after|other");
    return vague ? new Edit.Rewrite(target) : new Edit.Tone(target, wish);
  }

  private static Edit whole(String text) {
    Matcher replace = matcher("replace", text);
    if (replace.find()) {
      return new Edit.Replace(
          unquoted(Groups.first(replace, "from", "from2")),
          unquoted(Groups.first(replace, "to", "to2")));
    }
    String mood = Vocabulary.MOODS.find(text).map(Vocabulary.Word::said).orElse("");
    if (!mood.isEmpty()) {
      return new Edit.Mood(mood);
    }
    return matcher("polish", text).find() ? new Edit.Polish() : new Edit.Unclear();
  }

  private static Matcher matcher(String name, String text) {
    Pattern pattern = PATTERNS.get(name);
    if (pattern == null) {
      throw new IllegalStateException("no pattern " + name);
    }
    return pattern.matcher(text);
  }

  private static String unquoted(String text) {
    return text.strip().replaceAll("^[「“\"『《']+|[」”\"』》'。.!！]+$", "");
  }
}
