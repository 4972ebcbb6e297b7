package io.quillmesh.localmesh.config;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** Keys that are made once and kept: with new keys, every person would become somebody else. */
public final class KeptKeys {

  private static final int BYTES = 32;

  private KeptKeys() {}

  /**
   * The keys in Base64, as the gateway's variables: those that are given, otherwise those in the
   * data folder.
   */
  public static Map<String, String> of(Map<String, String> variables, DataFolder data)
      throws IOException {
    return Map.of(
        "SESSION_KEY", given(variables, "SESSION_KEY", data.sessionKey()),
        "SUBJECT_KEY", given(variables, "SUBJECT_KEY", data.subjectKey()));
  }

  private static String given(Map<String, String> variables, String name, Path file)
      throws IOException {
    String key = variables.getOrDefault(name, "");
    return key.isBlank() ? readOrCreate(file) : key;
  }

  /** The key from the file, or a new one if there is no file yet. */
  static String readOrCreate(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] key = new byte[BYTES];
      new SecureRandom().nextBytes(key);
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, ownerOnly());
      Files.writeString(fresh, Base64.getEncoder().encodeToString(key));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
