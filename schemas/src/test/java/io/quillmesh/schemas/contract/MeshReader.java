package io.quillmesh.schemas.contract;

import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** The mesh as the reader of a topic, with one released version of its schema. */
public final class MeshReader {

  private final Version version;

  public MeshReader(Version version) {
    this.version = version;
  }

  /**
   * Reads a record of your service.
   *
   * @param yours a record of your service with its schema, generic or generated
   * @return what the mesh reads, so that you can check that everything arrived
   * @throws AssertionError if this version cannot read every record of your schema, or if you write
   *     something that the mesh does not know; the message names the fields and says why
   */
  public GenericRecord read(GenericContainer yours) {
    var you = new Side("your schema", yours.getSchema());
    Agreement.of(version.side(), you).check();
    if (version.isNewest()) {
      Agreement.nothingUnread(version.side(), you).check();
    }
    return Binary.read(
        yours.getSchema(),
        Binary.write(yours.getSchema(), yours),
        new GenericDatumReader<>(null, version.schema()));
  }

  /** The version with which it reads. */
  public Version version() {
    return version;
  }
}
