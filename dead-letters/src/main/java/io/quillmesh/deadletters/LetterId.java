package io.quillmesh.deadletters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * A letter's name: where it lies. It is written {@code <topic>:<partition>:<offset>}, the topic
 * without its ending.
 *
 * @param topic the dead-letter topic, ending in {@code .dlt}
 */
record LetterId(String topic, int partition, long offset) {
  static final String ENDING = ".dlt";

  private static final Pattern FORM = Pattern.compile("([^:]+):(\\d{1,9}):(\\d{1,18})");

  /**
   * The letter that is meant.
   *
   * @throws IllegalArgumentException if the text is no such name
   */
  static LetterId parse(String text) {
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
