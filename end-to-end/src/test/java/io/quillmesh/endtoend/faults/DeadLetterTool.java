package io.quillmesh.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.client.Json;
import io.quillmesh.endtoend.mesh.Mesh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code ./mesh dlt}, as an operator runs it. */
record DeadLetterTool(Mesh mesh) {

  /** Runs a command that must succeed, and returns its output. */
  String run(String command, String... options) {
    Path root = Path.of(System.getProperty("quillmesh.root", "..")).toAbsolutePath().normalize();
    List<String> all = new ArrayList<>(List.of(root.resolve("mesh").toString(), "dlt", command));
    all.addAll(List.of("--data", mesh.data().toAbsolutePath().toString()));
    all.addAll(List.of(options));
    var builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s: %s", all, output).isZero();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The letters with a conversation's key. */
  List<JsonNode> list(String key) {
    return Json.parse(run("list", "--json", "--limit", "100000"))
        .path("letters")
        .valueStream()
        .filter(letter -> letter.path("key").asString().equals(key))
        .toList();
  }
}
