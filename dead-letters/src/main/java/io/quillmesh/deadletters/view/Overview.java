package io.quillmesh.deadletters.view;

import io.quillmesh.deadletters.handling.Mark;
import io.quillmesh.deadletters.text.Table;
import io.quillmesh.deadletters.text.Text;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A summary of many letters: counts by topic, group and reason, and the first letters. */
public final class Overview {
  private static final int MESSAGE_WIDTH = 60;

  private final int limit;
  private final Map<String, Group> groups = new TreeMap<>();
  private final List<LetterView> letters = new ArrayList<>();
  private long count;

  /** How many letters have the same topic, group and reason. */
  record Group(String topic, String group, String reason, long letters, Instant oldest) {
    Group and(Group other) {
      return new Group(
          topic,
          group,
          reason,
          letters + other.letters,
          oldest.isBefore(other.oldest) ? oldest : other.oldest);
    }
  }

  /** In JSON. */
  record Report(long count, Iterable<Group> groups, List<LetterView> letters) {}

  /**
   * @param limit how many letters are shown individually
   */
  public Overview(int limit) {
    this.limit = limit;
  }

  public void add(LetterView letter) {
    count++;
    if (letters.size() < limit) {
      letters.add(letter);
    }
    // A letter without its origin is grouped by its dead-letter topic.
    String topic = letter.topic() == null ? letter.letter().split(":")[0] : letter.topic();
    String group = letter.group() == null ? "-" : letter.group();
    groups.merge(
        topic + ":" + group + ":" + letter.reason(),
        new Group(topic, group, letter.reason(), 1, letter.since()),
        Group::and);
  }

  public long count() {
    return count;
  }

  public Report report() {
    return new Report(count, groups.values(), letters);
  }

  public void printGroups(PrintWriter out, Instant now) {
    Table table = new Table("TOPIC", "GROUP", "REASON", "LETTERS", "OLDEST");
    for (Group each : groups.values()) {
      table.add(
          each.topic(),
          each.group(),
          each.reason(),
          Long.toString(each.letters()),
          Text.age(Duration.between(each.oldest(), now)));
    }
    table.print(out);
  }

  public void printLetters(PrintWriter out) {
    Table table = new Table("LETTER", "SINCE", "REASON", "BYTES", "WHAT");
    for (LetterView each : letters) {
      table.add(
          each.letter(),
          each.since().truncatedTo(ChronoUnit.SECONDS).toString(),
          each.reason(),
          Integer.toString(each.bytes()),
          what(each));
    }
    table.print(out);
    if (count > letters.size()) {
      out.println("… and " + (count - letters.size()) + " more: --limit shows them");
    }
  }

  private static String what(LetterView letter) {
    Mark handled = letter.handled();
    return handled != null
        ? handled.describe()
        : Text.shorten(letter.message() == null ? "-" : letter.message(), MESSAGE_WIDTH);
  }
}
