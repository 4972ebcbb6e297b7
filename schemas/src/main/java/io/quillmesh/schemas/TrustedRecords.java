package io.quillmesh.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/** Avro creates objects only of classes that somebody has named: those of this package. */
final class TrustedRecords {
  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type -> type.getPackageName().equals(TrustedRecords.class.getPackageName())));
  }

  private TrustedRecords() {}

  /** Names them, once. */
  static void name() {
    // The class's initialisation has done it.
  }
}
