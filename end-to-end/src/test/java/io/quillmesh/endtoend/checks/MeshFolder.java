package io.quillmesh.endtoend.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The data folder of a running mesh, which tells where everything is.
 *
 * @param path as given to {@code ./mesh up --data}
 */
record MeshFolder(Path path) {

  URI http(String process) {
    return URI.create("http://127.0.0.1:" + port(process));
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port("broker");
  }

  private String port(String process) {
    var ports = new Properties();
    try (var reader = Files.newBufferedReader(path.resolve("run/ports.properties"))) {
      ports.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("no mesh runs in " + path, e);
    }
    return ports.getProperty(process);
  }
}
