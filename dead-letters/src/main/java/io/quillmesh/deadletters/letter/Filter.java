package io.quillmesh.deadletters.letter;

import io.quillmesh.schemas.deadletter.DeadLetterHeaders.Death;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select letters. */
public final class Filter {
  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Only letters that were read from this topic, or that lie on it.")
  private @Nullable String topic;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "Only letters that this consumer group has put aside.")
  private @Nullable String group;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "Only letters with this reason, such as SCHEMA_ID.")
  private @Nullable String reason;

  /** Whether no filter is set. */
  public boolean isEmpty() {
    return topic == null && group == null && reason == null;
  }

  /** Whether a dead-letter topic may hold such letters. */
  public boolean wants(String deadLetterTopic) {
    return (topic == null
            || deadLetterTopic.equals(topic)
            || deadLetterTopic.startsWith(topic + "."))
        && (group == null || deadLetterTopic.endsWith("." + group + LetterId.ENDING));
  }

  public boolean wants(Letter letter) {
    String from = letter.death().map(Death::origin).map(origin -> origin.topic()).orElse("");
    String by = letter.death().map(Death::origin).map(origin -> origin.group()).orElse("");
    return (topic == null || topic.equals(letter.id().topic()) || topic.equals(from))
        && (group == null || group.equals(by))
        && (reason == null || reason.equalsIgnoreCase(letter.reason()));
  }
}
