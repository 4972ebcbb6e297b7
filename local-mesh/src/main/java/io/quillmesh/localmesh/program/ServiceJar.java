package io.quillmesh.localmesh.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quillmesh.localmesh.config.MeshException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A runnable jar of this build, Spring Boot's or a plain one. */
public record ServiceJar(Path path) {

  /**
   * The only thing that Spring Boot puts outside the folder with the classes, apart from its
   * launcher.
   */
  private static final String BUILD_INFO = "META-INF/build-info.properties";

  /** The class that {@code java -jar} would run. */
  String mainClass() {
    String mainClass = attribute("Main-Class");
    if (mainClass == null) {
      throw new MeshException(path + " is not runnable; build it with ./mesh build.");
    }
    return mainClass;
  }

  /** The application's own main class, which Spring Boot's launcher runs; null in a plain jar. */
  public @Nullable String startClass() {
    return attribute("Start-Class");
  }

  /** Whether it needs no other jars. */
  public boolean isSelfContained() {
    return attribute("Class-Path") == null;
  }

  /**
   * Unpacks a Spring Boot jar into a plain jar of the same name and the jars that it needs, in
   * {@code lib}. The program then starts with a quarter less processor time, and an AOT cache
   * requires plain jars. Spring Boot's own tool for this would need one more JVM.
   */
  public void unpack(Path folder) throws IOException {
    Path lib = Files.createDirectories(folder.resolve("lib"));
    try (var jar = new JarFile(path.toFile())) {
      Attributes attributes = jar.getManifest().getMainAttributes();
      String classes = attributes.getValue("Spring-Boot-Classes");
      var manifest = new Manifest(jar.getManifest());
      manifest
          .getMainAttributes()
          .put(Attributes.Name.CLASS_PATH, classPath(jar, attributes, lib.getFileName() + "/"));
      try (var plain =
          new JarOutputStream(
              Files.newOutputStream(folder.resolve(path.getFileName())), manifest)) {
        for (JarEntry entry : Collections.list(jar.entries())) {
          String name = entry.getName();
          if (name.startsWith(attributes.getValue("Spring-Boot-Lib")) && !entry.isDirectory()) {
            Files.copy(jar.getInputStream(entry), lib.resolve(fileName(name)));
          } else if (name.startsWith(classes) && !name.equals(classes)) {
            // Folders too, because the scan for components looks for them.
            plain.putNextEntry(new JarEntry(name.substring(classes.length())));
            jar.getInputStream(entry).transferTo(plain);
          } else if (name.equals(BUILD_INFO)) {
            plain.putNextEntry(new JarEntry(name));
            jar.getInputStream(entry).transferTo(plain);
          }
        }
      }
    }
  }

  /** The class path, in the order that Spring Boot's launcher uses. */
  private static String classPath(JarFile jar, Attributes attributes, String folder)
      throws IOException {
    JarEntry index = jar.getJarEntry(attributes.getValue("Spring-Boot-Classpath-Index"));
    try (var lines = new BufferedReader(new InputStreamReader(jar.getInputStream(index), UTF_8))) {
      return lines
          .lines()
          // A line looks like this: - "BOOT-INF/lib/avro-1.12.2.jar"
          .map(line -> folder + fileName(line.substring(0, line.lastIndexOf('"'))))
          .collect(Collectors.joining(" "));
    }
  }

  private static String fileName(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private @Nullable String attribute(String name) {
    try (var jar = new JarFile(path.toFile())) {
      return jar.getManifest().getMainAttributes().getValue(name);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read", e);
    }
  }
}
