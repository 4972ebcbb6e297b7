package io.quillmesh.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Names our records to Avro, which creates objects only of classes that somebody has named. {@link
 * EventCodec} does it; a program that makes records without one has to do it itself.
 */
public final class TrustedRecords {
  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type -> type.getPackageName().equals(TrustedRecords.class.getPackageName())));
  }

  private TrustedRecords() {}

  /** May be called any number of times. */
  public static void trust() {
    // Loading the class has done it.
  }
}
