package io.quillmesh.localmesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the build has put what is run. */
record Checkout(Path root) {

  /**
   * The checkout that {@code quillmesh.root} names, or else the one that the working directory is
   * in.
   */
  static Checkout find() {
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

  /** What the build of a module has left behind. */
  Path target(String module) {
    return root.resolve(module).resolve("target");
  }

  Path registry() {
    return require(target("local-mesh").resolve("registry"));
  }

  /** All of the broker's jars, in an order that is the same at every start, as AOT caches need. */
  List<Path> broker() {
    try (var files = Files.list(require(target("local-mesh").resolve("broker")))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jar with {@link io.quillmesh.localmesh.child.Child}. */
  Path childJar() {
    return jar("local-mesh", "-child.jar");
  }

  /** A service's runnable jar. */
  Path jar(String module) {
    return jar(module, ".jar");
  }

  private Path jar(String module, String suffix) {
    Path target = target(module);
    if (!Files.isDirectory(target)) {
      throw notBuilt(target);
    }
    String pattern = module + "-[0-9]+(\\.[0-9]+)*(-SNAPSHOT)?" + suffix.replace(".", "\\.");
    try (var files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches(pattern))
          .max(Path::compareTo)
          .orElseThrow(() -> notBuilt(target.resolve(module + "-*" + suffix)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
