package io.quillmesh.deadletters.letter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * A letter's name, which is its place: {@code <topic>:<partition>:<offset>}, with the topic's name
 * without its ending.
 *
 * @param topic the dead-letter topic, ending in {@code .dlt}
 */
public record LetterId(String topic, int partition, long offset) {
  static final String ENDING = ".dlt";

  private static final Pattern FORM = Pattern.compile("([^:]+):(\\d{1,9}):(\\d{1,18})");

  /**
   * Parses a letter's name.
   *
   * @throws IllegalArgumentException if the text is not such a name
   */
  public static LetterId parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no letter's name, such as conversation.turns.intent-service:0:17");
    }
    String topic = parts.group(1);
    return new LetterId(
        topic.endsWith(ENDING) ? topic : topic + ENDING,
        Integer.parseInt(parts.group(2)),
        Long.parseLong(parts.group(3)));
  }

  TopicPartition topicPartition() {
    return new TopicPartition(topic, partition);
  }

  @Override
  public String toString() {
    return topic.substring(0, topic.length() - ENDING.length()) + ":" + partition + ":" + offset;
  }
}
