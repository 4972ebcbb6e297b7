package io.quillmesh.schemas;

import java.time.Duration;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic and its records.
 *
 * @param name the topic's name
 * @param type the record on it
 * @param key the meaning of its key
 * @param retention how long the broker keeps records
 * @param readers the consumer groups that read it; each has its own dead-letter topic
 * @param <T> the record on it
 */
public record Topic<T extends SpecificRecord>(
    String name, Class<T> type, Key key, Duration retention, Set<String> readers) {

  /** The meaning of a topic's key, in UTF-8. */
  public enum Key {
    /** The conversation's id. All topics with this key have the same number of partitions. */
    CONVERSATION,
    /** The token's subject. */
    SUBJECT
  }

  /** The registry's subject for this topic's values. */
  public String subject() {
    return name + "-value";
  }

  /** The schema with which this build writes and reads. */
  public Schema schema() {
    return SpecificData.get().getSchema(type);
  }

  /**
   * The topic for records that a consumer group cannot process: the raw bytes, with headers that
   * say why.
   *
   * @param group the consumer group that could not process the record
   */
  public String deadLetterTopic(String group) {
    return name + "." + group + ".dlt";
  }
}
