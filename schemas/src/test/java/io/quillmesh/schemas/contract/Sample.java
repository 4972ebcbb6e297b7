package io.quillmesh.schemas.contract;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;

/** A record that the mesh wrote with one released version of a schema, every field filled. */
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
   * Reads it as your service does, with your class and your schema.
   *
   * @param reader with the schema that your service reads with, such as {@code new
   *     SpecificDatumReader<>(YourRecord.class)}
   * @throws AssertionError if your schema cannot read every record of this version, or reads a
   *     field that the mesh does not write; it names the fields and says why
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

  /** The version that it was written with. */
  public Version version() {
    return version;
  }

  /** The simple name of the record that it is a sample of. */
  public String name() {
    return name;
  }

  /**
   * Avro's binary encoding. On a topic there are five bytes more in front: a zero and the id that
   * the registry gave the schema.
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
