package io.quillmesh.schemas.contract;

import java.util.List;
import org.apache.avro.Schema;

/** One released version of the schema of a topic's values. */
public final class Version {

  private final History history;
  private final String topic;
  private final int number;
  private final boolean newest;
  private final Schema schema;

  Version(History history, String topic, int number, boolean newest, Schema schema) {
    this.history = history;
    this.topic = topic;
    this.number = number;
    this.newest = newest;
    this.schema = schema;
  }

  /** The path of a version's file, relative to the folder of all versions. */
  public static String file(String topic, int number, String name) {
    return topic + "/" + number + "/" + name;
  }

  /**
   * The names of a schema's samples: its record, or, if that is an envelope for one of several
   * records, each of these.
   */
  public static List<String> sampleNames(Schema schema) {
    return schema.getFields().stream()
        .map(Schema.Field::schema)
        .filter(Schema::isUnion)
        .map(union ->
            union.getTypes().stream()
                .filter(branch -> branch.getType() == Schema.Type.RECORD)
                .map(Schema::getName)
                .toList())
        .filter(records -> records.size() > 1)
        .findFirst()
        .orElseGet(() -> List.of(schema.getName()));
  }

  /** From 1. The number is ours: a registry has its own count. */
  public int number() {
    return number;
  }

  /** As the registry gets it. */
  public Schema schema() {
    return schema;
  }

  /** Records of this version with every field filled. */
  public List<Sample> samples() {
    return sampleNames(schema).stream().map(name -> history.sample(this, topic, name)).toList();
  }

  /** Whether it is the newest version. */
  public boolean isNewest() {
    return newest;
  }

  Side side() {
    return new Side(toString(), schema);
  }

  @Override
  public String toString() {
    return "%s version %d".formatted(topic, number);
  }
}
