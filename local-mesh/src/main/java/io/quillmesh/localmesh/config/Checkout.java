package io.quillmesh.localmesh.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A checkout of the project, and where its build puts what is run. */
public record Checkout(Path root) {

  /**
   * The checkout that {@code quillmesh.root} names, or else the one that the working directory is
   * in.
   */
  public static Checkout find() {
    String named = System.getProperty("quillmesh.root", "");
    if (!named.isEmpty()) {
      return new Checkout(Path.of(named).toAbsolutePath());
    }
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("local-mesh"))
          && Files.isDirectory(folder.resolve(".mvn"))) {
        return new Checkout(folder);
      }
    }
    throw new MeshException(
        "No checkout of Quillmesh at " + here + " or above it; set -Dquillmesh.root=<folder>.");
  }

  /** The output folder of a module's build. */
  public Path target(String module) {
    return root.resolve(module).resolve("target");
  }

  public Path registry() {
    return require(target("local-mesh").resolve("registry"));
  }

  /**
   * All of the broker's jars. Their order is the same at every start, because AOT caches require
   * it.
   */
  public List<Path> broker() {
    try (var files = Files.list(require(target("local-mesh").resolve("broker")))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jar with {@link io.quillmesh.localmesh.child.Child}. */
  public Path childJar() {
    return jar("local-mesh", "-child").orElseThrow(() -> notBuilt("local-mesh"));
  }

  /**
   * A service's runnable jar. Where the plain jar is a library, the runnable one is called {@code
   * -exec}.
   */
  public Path jar(String module) {
    return jar(module, "-exec").or(() -> jar(module, "")).orElseThrow(() -> notBuilt(module));
  }

  private Optional<Path> jar(String module, String classifier) {
    Path target = target(module);
    if (!Files.isDirectory(target)) {
      return Optional.empty();
    }
    Pattern name = Pattern.compile(module + "-[0-9.]+(-SNAPSHOT)?" + classifier + "\\.jar");
    try (var files = Files.list(target)) {
      return files
          .filter(file -> name.matcher(file.getFileName().toString()).matches())
          .max(Path::compareTo);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MeshException notBuilt(String module) {
    return notBuilt(target(module).resolve(module + "-<version>.jar"));
  }

  private static Path require(Path path) {
    if (!Files.exists(path)) {
      throw notBuilt(path);
    }
    return path;
  }

  private static MeshException notBuilt(Path missing) {
    return new MeshException(missing + " is missing; build it with ./mesh build.");
  }
}
