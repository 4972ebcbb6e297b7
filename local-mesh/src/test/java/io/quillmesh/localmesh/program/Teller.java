package io.quillmesh.localmesh.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** A runnable jar that writes down, beside itself, how it was called. */
public final class Teller {

  /** What it always ends with. */
  public static final int EXIT_CODE = 7;

  private static final String CLASS = Teller.class.getName().replace('.', '/') + ".class";

  private Teller() {}

  /** Puts the jar where a build would put that of a module. */
  public static void install(Path root, String module) throws IOException {
    install(root, module, "");
  }

  static void install(Path root, String module, String classifier) throws IOException {
    Path target = Files.createDirectories(root.resolve(module).resolve("target"));
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Teller.class.getName());
    try (var out = Files.newOutputStream(target.resolve(module + "-1.0" + classifier + ".jar"));
        var jar = new JarOutputStream(out, manifest);
        var code = Teller.class.getClassLoader().getResourceAsStream(CLASS)) {
      jar.putNextEntry(new JarEntry(CLASS));
      if (code == null) {
        throw new IOException("No " + CLASS);
      }
      code.transferTo(jar);
    }
  }

  /** The file: its arguments in a line, then its variables. */
  public static Path told(Path root, String module) {
    return root.resolve(module).resolve("target/told");
  }

  public static void main(String[] args) throws IOException, URISyntaxException {
    Path jar = Path.of(Teller.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.writeString(
        jar.resolveSibling("told"),
        String.join(" ", args)
            + "\n"
            + System.getenv().entrySet().stream()
                .map(Object::toString)
                .collect(Collectors.joining("\n")),
        UTF_8);
    System.exit(EXIT_CODE);
  }
}
