package io.quillmesh.localmesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** A runnable jar of this build, Spring Boot's or a plain one. */
record ServiceJar(Path path) {

  /** What {@code java -jar} would run. */
  String mainClass() {
    String mainClass = attribute("Main-Class");
    if (mainClass == null) {
      throw new MeshException(path + " is not runnable; build it with ./mesh build.");
    }
    return mainClass;
  }

  /** The application's own main class, which Spring Boot's launcher runs; null in a plain jar. */
  @Nullable String startClass() {
    return attribute("Start-Class");
  }

  /** Whether it needs no jar but itself. */
  boolean isSelfContained() {
    return attribute("Class-Path") == null;
  }

  /** Unpacks a Spring Boot jar into a plain jar and the jars that it needs. */
  static void extract(Path jar, Path folder) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Program.java().toString(),
            "-Djarmode=tools",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            jar.toString(),
            "extract",
            "--force",
            "--destination",
            folder.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    if (process.waitFor() != 0) {
      throw new IOException(jar + " cannot be unpacked: " + output);
    }
  }

  private @Nullable String attribute(String name) {
    try (var jar = new JarFile(path.toFile())) {
      return jar.getManifest().getMainAttributes().getValue(name);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read", e);
    }
  }
}
