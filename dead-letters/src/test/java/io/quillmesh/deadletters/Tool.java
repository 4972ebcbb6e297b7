package io.quillmesh.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.deadletters.text.Json;
import io.quillmesh.testing.KafkaAndRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The command line, as an operator uses it. */
record Tool(String bootstrapServers, String registry) {

  /** The output of a command. */
  record Run(int exitCode, String out, String err) {
    JsonNode json() {
      return Json.parse(out.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    Run isDone() {
      assertThat(exitCode).as(out + err).isZero();
      assertThat(err).isEmpty();
      return this;
    }
  }

  static Tool on(KafkaAndRegistry mesh) {
    return new Tool(mesh.bootstrapServers(), mesh.registryUrl());
  }

  Run run(String command, String... options) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--bootstrap-servers", bootstrapServers));
    all.addAll(List.of("--registry", registry));
    all.addAll(List.of(options));
    return run(all.toArray(String[]::new));
  }

  static Run run(String[] arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }

  /** The letters with this key. All tests share the topics. */
  List<JsonNode> list(String key, String... options) {
    List<String> all = new ArrayList<>(List.of("--json", "--limit", "100000"));
    all.addAll(List.of(options));
    return run("list", all.toArray(String[]::new))
        .isDone()
        .json()
        .path("letters")
        .valueStream()
        .filter(letter -> letter.path("key").asString().equals(key))
        .toList();
  }

  /** The names of letters. */
  static List<String> names(List<JsonNode> letters) {
    return letters.stream().map(letter -> letter.path("letter").asString()).toList();
  }
}
