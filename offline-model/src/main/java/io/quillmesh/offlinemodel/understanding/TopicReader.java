package io.quillmesh.offlinemodel.understanding;

import io.quillmesh.offlinemodel.text.Lines;
import io.quillmesh.offlinemodel.understanding.words.Language;
import io.quillmesh.offlinemodel.understanding.words.Patterns;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the article should be about. It knows no topics, only their place in a sentence. */
final class TopicReader {

  private static final int MAX_LENGTH = 80;

  private static final Map<Language, List<Pattern>> PATTERNS =
      Stream.of(Language.values())
          .collect(Collectors.toMap(Function.identity(), TopicReader::load));

  /** What may follow a topic in English: how, how long, for whom. */
  private static final Pattern TAIL =
      Patterns.compile(
          "(?:[,;!?\\n]|(?<!\\b(?:St|Dr|Mt|Mr|Mrs|Ms))\\.(?=\\s|$)"
              + "| (?:in|of|with|using|at|under|around|for)(?: about| around| roughly| at most| under)? \\d"
              + "| in (?:the|a|an) (?:[\\w-]+ ){0,2}(?:style|tone|mood|voice|manner|form|way)\\b"
              + "| in (?:{languageEn})\\b| (?:in the form of|as an?) (?:{genreEn})\\b"
              + "| with an? (?:[\\w-]+ ){0,2}(?:tone|mood|ending|style|voice|twist)\\b"
              + "| for (?:my|our|children|kids|beginners)\\b| please\\b| and (?:make|keep|use) ).*$");

  private static final Pattern EDGES =
      Pattern.compile("^[\\s\"'“”‘’「」『』《》:：]+|[\\s\"'“”‘’「」『』《》.。!！?？,，:：]+$");

  private static final Pattern QUALITIES_ZH =
      Patterns.compile(
          "^(?:(?:一|1)?(?:篇|首|封|个|份|则)|{numberZh}\\s*个?字(?:左右|以内|上下)?的?"
              + "|(?:非常|很|比较|略带|充满|带有?)?(?:有趣|优美|生动|精彩|漂亮|动人|感人|简短|短|长|好|新|小|幽默|诗意"
              + "|温暖|浪漫|忧伤|轻松|严肃|正式|魔幻|梦幻|神秘|悬疑|现代|抒情|写实|非现实主义|超现实主义)(?:的|$)"
              + "|(?:短篇|长篇|科幻|科普|科学|旅行|旅游|童话|推理|悬疑)$|(?:介绍|描写|描述|讲述|讲|写|有关|关于|给)(?=.)"
              + "|(?:去|到|游览|游)(?=.+之?(?:旅|行)?$)(?!年|世))");

  private static final Pattern QUALITIES_EN =
      Patterns.compile(
          "^(?:(?:an?|the|my|some|one|another)$|(?:very|really|rather|truly|short|shorter|long|brief|quick|nice|good|great|funny"
              + "|humorous|poetic|lyrical|warm|sad|serious|formal|informal|beautiful|interesting|popular|personal|simple"
              + "|little|small|new|surreal|dreamlike|science|scientific|travel|bedtime|fairy|blog|(?:\\d[\\d,]*|one|two|five)[- ]?(?:word|page|paragraph)s?)"
              + "(?:[,\\s]+|$)(?:and )?)");

  private TopicReader() {}

  static @Nullable String read(String message, Language language) {
    for (Pattern pattern : PATTERNS.getOrDefault(language, List.of())) {
      Matcher matcher = pattern.matcher(message);
      if (matcher.find()) {
        String topic = clean(matcher.group(1), language);
        if (!topic.isEmpty()) {
          return topic;
        }
      }
    }
    return null;
  }

  private static String clean(String raw, Language language) {
    String topic = language == Language.EN ? TAIL.matcher(raw).replaceFirst("") : raw;
    Pattern qualities = language == Language.EN ? QUALITIES_EN : QUALITIES_ZH;
    String before;
    do {
      before = topic;
      topic = EDGES.matcher(topic).replaceAll("");
      topic = qualities.matcher(topic).replaceFirst("");
    } while (!topic.equals(before));
    if (topic.length() <= MAX_LENGTH) {
      return topic;
    }
    return topic.substring(0, topic.offsetByCodePoints(0, MAX_LENGTH / 2)).strip();
  }

  private static List<Pattern> load(Language language) {
    return Lines.of("understanding/topics." + language.tag()).stream()
        .filter(line -> !line.isEmpty())
        .map(Patterns::compile)
        .toList();
  }
}
