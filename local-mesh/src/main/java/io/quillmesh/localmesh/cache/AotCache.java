package io.quillmesh.localmesh.cache;

import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.program.Program;
import io.quillmesh.localmesh.program.ServiceJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program's ahead-of-time cache (JEP 483, 514, 515): what the JVM loads, links and learns in one
 * run is there for the next run, which is ready in a third of the time. A cache fits one set of
 * jars and one JDK. Its folder's name depends on both, so a change of either leads to a new cache.
 *
 * <p>A cache needs plain jars that do not change. So its folder has copies of the jars that a build
 * overwrites: the program's own, unpacked if it is a Spring Boot jar, and the one with {@code
 * Child}. The program runs from these copies even while it has no cache.
 */
public final class AotCache {

  private final Program program;
  private final Path folder;

  private AotCache(Program program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  public static AotCache of(Program program, Checkout checkout) {
    return of(program, folder(checkout));
  }

  public static AotCache of(Program program, Path caches) {
    return new AotCache(program, caches.resolve(program.name() + "@" + Fingerprint.of(program)));
  }

  /** The folder of a checkout's caches. It is deleted together with the build's other output. */
  static Path folder(Checkout checkout) {
    return checkout.target("local-mesh").resolve("aot");
  }

  boolean exists() {
    return Files.exists(cache());
  }

  /** The program, run from its copies and with its cache if there is one. */
  public Program apply() throws IOException {
    Program copied = copied();
    return exists() ? copied.withJvmFlags(List.of("-XX:AOTCache=" + cache())) : copied;
  }

  /** The program with a flag by which it writes its cache when it ends. */
  Program training() throws IOException {
    Program copied = copied();
    Files.deleteIfExists(written());
    return copied.withJvmFlags(List.of("-XX:AOTCacheOutput=" + written()));
  }

  /**
   * Call this after the training run has ended. Returns whether the run wrote a cache; if so, the
   * cache is used from now on.
   */
  boolean keep() throws IOException {
    if (!Files.exists(written())) {
      return false;
    }
    Files.move(written(), cache(), StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  @Override
  public String toString() {
    return program.name();
  }

  private Program copied() throws IOException {
    CopiesInUse.hold(program.name(), folder);
    if (!Files.exists(folder)) {
      copy();
    }
    String startClass = startClass();
    return program.from(
        isService() ? List.of(serviceJar(folder)) : program.jars(),
        childJar(folder),
        startClass == null ? program.mainClass() : startClass);
  }

  /** Copies everything or nothing, even when two meshes start at the same moment. */
  private void copy() throws IOException {
    Path caches = Files.createDirectories(folder.getParent());
    Path fresh = Files.createTempDirectory(caches, program.name() + ".");
    copy(program.childJar(), childJar(fresh));
    if (startClass() != null) {
      new ServiceJar(program.jars().getFirst()).unpack(fresh);
    } else if (isService()) {
      copy(program.jars().getFirst(), serviceJar(fresh));
    }
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Trees.delete(fresh);
      if (!Files.exists(folder)) {
        throw e;
      }
    }
    deleteThoseBefore();
  }

  private void deleteThoseBefore() throws IOException {
    try (var caches = Files.list(folder.getParent())) {
      for (Path other : caches.toList()) {
        boolean isOfThisProgram = other.getFileName().toString().startsWith(program.name() + "@");
        if (isOfThisProgram && Files.isDirectory(other) && !other.equals(folder)) {
          CopiesInUse.deleteIfUnused(other);
        }
      }
    }
  }

  /**
   * Whether it is a single jar of this build. The jars of the broker and the registry never change,
   * so they need no copies.
   */
  private boolean isService() {
    return program.jars().size() == 1
        && new ServiceJar(program.jars().getFirst()).isSelfContained();
  }

  private @Nullable String startClass() {
    return new ServiceJar(program.jars().getFirst()).startClass();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private Path serviceJar(Path within) {
    return within.resolve(program.jars().getFirst().getFileName());
  }

  private static Path childJar(Path within) {
    return within.resolve("child.jar");
  }

  private Path cache() {
    return folder.resolve("cache.aot");
  }

  /** The name while the JVM still writes the cache: an unfinished cache must not be used. */
  private Path written() {
    return folder.resolve("cache.aot.new");
  }
}
