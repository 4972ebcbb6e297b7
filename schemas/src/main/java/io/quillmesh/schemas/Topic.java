package io.quillmesh.schemas;

import java.time.Duration;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic and what is on it.
 *
 * @param name the topic's name
 * @param type the record on it
 * @param key what its key is
 * @param retention how long the broker keeps records
 * @param readers the consumer groups that read it; each has a dead-letter topic of its own
 * @param <T> the record on it
 */
public record Topic<T extends SpecificRecord>(
    String name, Class<T> type, Key key, Duration retention, Set<String> readers) {

  /** What a topic is keyed by, in UTF-8. */
  public enum Key {
    /** The conversation's id: all topics with this key have the same partition count. */
    CONVERSATION,
    /** The token's subject. */
    SUBJECT
  }

  /** The registry's subject for this topic's values. */
  public String subject() {
    return name + "-value";
  }

  /** The schema that this build writes and reads with. */
  public Schema schema() {
    return SpecificData.get().getSchema(type);
  }

  /**
   * Where a consumer group puts what it cannot read: the raw bytes, with headers that say why.
   *
   * @param group the consumer group that could not read the record
   */
  public String deadLetterTopic(String group) {
    return name + "." + group + ".dlt";
  }
}
