package io.quillmesh.schemas;

import java.time.Duration;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A topic and its records.
 *
 * @param name the topic's name
 * @param type the class of the record on it
 * @param writer the schema with which this build writes and reads; null for the topic of results,
 *     where each agent has its own
 * @param key the meaning of its key
 * @param retention how long the broker keeps records; where it compacts, how long it keeps the mark
 *     of what was withdrawn
 * @param readers the consumer groups that read it; each has its own dead-letter topic
 * @param <T> the record on it
 */
public record Topic<T extends IndexedRecord>(
    String name,
    Class<T> type,
    @Nullable Schema writer,
    Key key,
    Duration retention,
    Set<String> readers) {

  /** A topic with one type of record. */
  public Topic(String name, Class<T> type, Key key, Duration retention, Set<String> readers) {
    this(name, type, SpecificData.get().getSchema(type), key, retention, readers);
  }

  /** The meaning of a topic's key, in UTF-8. */
  public enum Key {
    /** The conversation's id. All topics with this key have the same number of partitions. */
    CONVERSATION,
    /** The token's subject. */
    SUBJECT,
    /** The agent's name. One partition, compacted: the newest record of each agent is kept. */
    AGENT
  }

  /**
   * The registry's subject for this topic's values: one for each topic, or one for each record
   * where there are many, which Confluent calls the topic record name strategy.
   */
  public String subject() {
    return isOfOneType() ? name + "-value" : name + "-" + schema().getFullName();
  }

  /** Whether it has as many partitions as the others, and not one that is compacted. */
  public boolean isPartitioned() {
    return key != Key.AGENT;
  }

  /** Whether all records of the topic are of one type, which this build knows. */
  boolean isOfOneType() {
    return SpecificRecord.class.isAssignableFrom(type);
  }

  /**
   * The schema with which this build writes and reads.
   *
   * @throws IllegalStateException if each agent has its own
   */
  public Schema schema() {
    if (writer == null) {
      throw new IllegalStateException("Each agent has a schema of its own on " + name);
    }
    return writer;
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
