package io.quillmesh.localmesh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ahead-of-time caches (JEP 483, 514, 515): what the JVM loads, links and learns in one run it
 * finds in the next one, and is ready in a third of the time. A cache fits one set of jars and one
 * JDK; both are in its folder's name, so that a change of either makes a new one.
 *
 * <p>Such a cache wants plain jars, in the same places and with the same times. So a folder has,
 * besides the cache, a Spring Boot jar's parts and a copy of the jar with {@code Child}.
 */
final class AotCaches {

  private static final String CACHE = "cache.aot";
  private static final String CHILD_JAR = "child.jar";
  private static final String APPLICATION = "application";

  private final Path folder;

  AotCaches(Path folder) {
    this.folder = folder;
  }

  /** Those of this checkout's build: they go when what was built goes. */
  static AotCaches of(Checkout checkout) {
    return new AotCaches(checkout.target("local-mesh").resolve("aot"));
  }

  /** Whether there is one. */
  boolean has(Program program) {
    return Files.exists(of(program).resolve(CACHE));
  }

  /** The program with its cache, or as it is when it has none. */
  Program applyTo(Program program) {
    return has(program)
        ? unpacked(program).withJvmFlag("-XX:AOTCache=" + of(program).resolve(CACHE))
        : program;
  }

  /** The program so that it writes its cache when it ends. */
  Program training(Program program) throws IOException, InterruptedException {
    Path own = of(program);
    Trees.delete(own);
    Files.createDirectories(own);
    Files.copy(program.childJar(), own.resolve(CHILD_JAR), StandardCopyOption.COPY_ATTRIBUTES);
    if (startClass(program) != null) {
      ServiceJar.extract(program.jars().getFirst(), own.resolve(APPLICATION));
    }
    return unpacked(program).withJvmFlag("-XX:AOTCacheOutput=" + written(program));
  }

  /** After the training run has ended: whether it wrote a cache, which is used from now on. */
  boolean keep(Program program) throws IOException {
    if (!Files.exists(written(program))) {
      return false;
    }
    Files.move(written(program), of(program).resolve(CACHE), StandardCopyOption.ATOMIC_MOVE);
    deleteOthers(program);
    return true;
  }

  private void deleteOthers(Program program) throws IOException {
    try (var caches = Files.list(folder)) {
      for (Path other : caches.toList()) {
        if (other.getFileName().toString().startsWith(program.name() + "@")
            && !other.equals(of(program))) {
          Trees.delete(other);
        }
      }
    }
  }

  /** While the JVM writes a cache it must not be taken for one. */
  private Path written(Program program) {
    return of(program).resolve(CACHE + ".new");
  }

  private Path of(Program program) {
    return folder.resolve(program.name() + "@" + Fingerprint.of(program));
  }

  private Program unpacked(Program program) {
    Path own = of(program);
    String startClass = startClass(program);
    if (startClass == null) {
      return program.from(program.jars(), own.resolve(CHILD_JAR), program.mainClass());
    }
    Path jar = own.resolve(APPLICATION).resolve(program.jars().getFirst().getFileName());
    return program.from(List.of(jar), own.resolve(CHILD_JAR), startClass);
  }

  private static @Nullable String startClass(Program program) {
    return new ServiceJar(program.jars().getFirst()).startClass();
  }
}
