package io.quillmesh.localmesh.cache;

import io.quillmesh.localmesh.program.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A short name for what an AOT cache depends on: the jars' contents, the JDK, and the JVM's flags.
 */
final class Fingerprint {

  private static final int HEX_DIGITS = 16;

  private Fingerprint() {}

  static String of(Program program) {
    MessageDigest digest = sha256();
    add(digest, System.getProperty("java.vm.vendor") + Runtime.version());
    program.jvmFlags().stream().filter(flag -> flag.startsWith("-XX")).forEach(f -> add(digest, f));
    program.jars().forEach(jar -> add(digest, jar));
    add(digest, program.childJar());
    return HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS);
  }

  /**
   * Uses the checksums that the jar stores for its entries: reading the whole jar would take a
   * second.
   */
  private static void add(MessageDigest digest, Path jar) {
    try (var zip = new ZipFile(jar.toFile())) {
      add(digest, jar.toString());
      zip.stream().forEach(entry -> add(digest, entry));
    } catch (IOException e) {
      throw new UncheckedIOException(jar + " cannot be read", e);
    }
  }

  private static void add(MessageDigest digest, ZipEntry entry) {
    add(digest, entry.getName());
    digest.update(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(entry.getCrc())
            .putLong(entry.getSize())
            .flip());
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
