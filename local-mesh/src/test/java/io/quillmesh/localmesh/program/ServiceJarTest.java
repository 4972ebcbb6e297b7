package io.quillmesh.localmesh.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceJarTest {

  private static final String MANIFEST =
      """
      Manifest-Version: 1.0
      Implementation-Version: 1.2
      Main-Class: org.springframework.boot.loader.launch.JarLauncher
      Start-Class: com.example.Application
      Spring-Boot-Classes: BOOT-INF/classes/
      Spring-Boot-Lib: BOOT-INF/lib/
      Spring-Boot-Classpath-Index: BOOT-INF/classpath.idx
      """;

  @TempDir Path folder;

  @Test
  void aSpringBootJarIsTakenToPieces() throws IOException {
    // Given
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("META-INF/MANIFEST.MF", MANIFEST);
    entries.put("META-INF/services/java.nio.file.spi.FileSystemProvider", "the launcher's");
    entries.put("org/springframework/boot/loader/launch/JarLauncher.class", "the launcher");
    entries.put("META-INF/build-info.properties", "build.version=1.2");
    entries.put("BOOT-INF/classes/", "");
    entries.put("BOOT-INF/classes/com/example/", "");
    entries.put("BOOT-INF/classes/com/example/Application.class", "an application");
    entries.put("BOOT-INF/lib/", "");
    entries.put("BOOT-INF/lib/second.jar", "2");
    entries.put("BOOT-INF/lib/first.jar", "1");
    entries.put(
        "BOOT-INF/classpath.idx", "- \"BOOT-INF/lib/first.jar\"\n- \"BOOT-INF/lib/second.jar\"\n");
    Path jar = pack(entries);
    // When
    new ServiceJar(jar).unpack(folder.resolve("unpacked"));
    // Then
    assertThat(folder.resolve("unpacked/lib/first.jar")).hasContent("1");
    assertThat(folder.resolve("unpacked/lib/second.jar")).hasContent("2");
    try (var plain = new JarFile(folder.resolve("unpacked/service-1.2.jar").toFile())) {
      assertThat(plain.stream().map(JarEntry::getName))
          .containsExactlyInAnyOrder(
              "META-INF/MANIFEST.MF",
              "META-INF/build-info.properties",
              "com/example/",
              "com/example/Application.class");
      assertThat(content(plain, "com/example/Application.class")).isEqualTo("an application");
      assertThat(plain.getManifest().getMainAttributes().getValue("Class-Path"))
          .isEqualTo("lib/first.jar lib/second.jar");
      assertThat(plain.getManifest().getMainAttributes().getValue("Implementation-Version"))
          .isEqualTo("1.2");
    }
  }

  private Path pack(Map<String, String> entries) throws IOException {
    Path jar = folder.resolve("service-1.2.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        var out = new JarOutputStream(file)) {
      for (var entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(UTF_8));
      }
    }
    return jar;
  }

  private static String content(JarFile jar, String name) throws IOException {
    return new String(jar.getInputStream(jar.getJarEntry(name)).readAllBytes(), UTF_8);
  }
}
