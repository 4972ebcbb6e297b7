package io.quillmesh.gateway.conversation.admission;

import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** Whether two versions of a schema fit each other. */
public final class Compatibility {
  private Compatibility() {}

  /** Whether readers with either schema can read what was written with the other. */
  public static boolean isMutual(Schema one, Schema other) {
    return canRead(one, other) && canRead(other, one);
  }

  private static boolean canRead(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }
}
