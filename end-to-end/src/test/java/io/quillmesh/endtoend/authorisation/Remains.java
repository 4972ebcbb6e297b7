package io.quillmesh.endtoend.authorisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Config;

/**
 * A row of the table "What erasing leaves, and for how long" of {@code docs/operations.md}.
 *
 * @param topics their names; {@code *.dlt} means all that end so
 * @param untilWhen in words: {@code 7 days + 28 hours}, or {@code compacted within 1 day}
 */
record Remains(List<String> topics, String untilWhen) {

  private static final Path MANUAL =
      Path.of(System.getProperty("quillmesh.root", ".."), "docs/operations.md");
  private static final String HEADING = "## What erasing leaves, and for how long\n";
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`.+?) \\| .+? \\| (.+?) \\|");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final Pattern TIME = Pattern.compile("(\\d+) (minute|hour|day)");
  private static final String COMPACTED = "compacted within ";

  static List<Remains> inTheManual() {
    try {
      String after = Files.readString(MANUAL).split(Pattern.quote(HEADING), 2)[1];
      return ROW.matcher(after.split("(?m)^## ", 2)[0])
          .results()
          .map(row -> new Remains(all(NAME, row.group(1)), row.group(2)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  boolean covers(String topic) {
    return topics.stream()
        .anyMatch(
            name -> name.startsWith("*") ? topic.endsWith(name.substring(1)) : topic.equals(name));
  }

  /** The broker deletes, or compacts, at the time that is stated here. */
  void agreesWith(Config settings) {
    List<Duration> times = TIME.matcher(untilWhen).results().map(Remains::duration).toList();
    if (untilWhen.startsWith(COMPACTED)) {
      assertThat(settings.get("cleanup.policy").value()).isEqualTo("compact");
      assertThat(millis(settings, "max.compaction.lag.ms")).isEqualTo(times.getFirst());
    } else {
      assertThat(settings.get("cleanup.policy").value()).contains("delete");
      assertThat(List.of(millis(settings, "retention.ms"), millis(settings, "segment.ms")))
          .isEqualTo(times);
    }
  }

  private static Duration duration(MatchResult time) {
    int number = Integer.parseInt(time.group(1));
    return switch (time.group(2)) {
      case "minute" -> Duration.ofMinutes(number);
      case "hour" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static Duration millis(Config settings, String name) {
    return Duration.ofMillis(Long.parseLong(settings.get(name).value()));
  }
}
