package io.quillmesh.schemas.contract;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;

/** A record that the mesh wrote with one released version of a schema, with every field filled. */
public final class Sample {

  private final Version version;
  private final String name;
  private final byte[] bytes;
  private final String json;

  Sample(Version version, String name, byte[] bytes, String json) {
    this.version = version;
    this.name = name;
    this.bytes = bytes;
    this.json = json;
  }

  /**
   * Reads the record like your service, with your class and your schema.
   *
   * @param reader with the schema that your service reads with, such as {@code new
   *     SpecificDatumReader<>(YourRecord.class)}
   * @throws AssertionError if your schema cannot read every record of this version, or reads a
   *     field that the mesh does not write; the message names the fields and says why
   */
  public <T> T readWith(GenericDatumReader<T> reader) {
    Schema yours = reader.getExpected();
    if (yours == null) {
      throw new IllegalArgumentException("The reader has no schema of yours to read with.");
    }
    var you = new Side("your schema", yours);
    Agreement.of(you, version.side()).check();
    if (version.isNewest()) {
      Agreement.nothingUnwritten(you, version.side()).check();
    }
    return Binary.read(version.schema(), bytes, reader);
  }

  /** The version with which it was written. */
  public Version version() {
    return version;
  }

  /** The simple name of its record. */
  public String name() {
    return name;
  }

  /**
   * Avro's binary encoding. On a topic, five more bytes come first: a zero and the id that the
   * registry gave the schema.
   */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The same in Avro's JSON encoding. */
  public String json() {
    return json;
  }

  @Override
  public String toString() {
    return version + ", " + name;
  }
}
