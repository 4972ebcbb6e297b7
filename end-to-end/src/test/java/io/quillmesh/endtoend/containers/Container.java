package io.quillmesh.endtoend.containers;

import io.quillmesh.endtoend.client.Json;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** One container, known by its id. */
record Container(Docker docker, String id) {

  private static final String METRICS =
      "exec 3<>/dev/tcp/127.0.0.1/8080; printf 'GET /actuator/prometheus HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3";

  /** Everything that the engine knows about it. */
  JsonNode inspect() {
    return Json.parse(docker.run("inspect", id)).get(0);
  }

  /** The name of its service. */
  String service() {
    return inspect().path("Config").path("Labels").path("com.docker.compose.service").asString();
  }

  boolean isRunning() {
    return inspect().at("/State/Running").asBoolean();
  }

  /** What its health check has found. */
  String health() {
    return inspect().at("/State/Health/Status").asString();
  }

  /** Its exit code. */
  int exitCode() {
    return inspect().at("/State/ExitCode").asInt(-1);
  }

  /** Its IP address in the network of the project. */
  String address() {
    return inspect().at("/NetworkSettings/Networks").iterator().next().path("IPAddress").asString();
  }

  /** The names of its volumes. An unnamed volume has an id instead. */
  List<String> volumes() {
    return inspect()
        .path("Mounts")
        .valueStream()
        .filter(mount -> mount.path("Type").asString().equals("volume"))
        .map(mount -> mount.path("Name").asString())
        .toList();
  }

  /** Stops it, and returns when it has ended. */
  void stop() {
    docker.run("stop", id);
  }

  /** Kills it like a crash. */
  void kill() {
    docker.run("kill", id);
  }

  /** The output of a command inside it. */
  String exec(String... command) {
    String[] arguments = new String[command.length + 2];
    arguments[0] = "exec";
    arguments[1] = id;
    System.arraycopy(command, 0, arguments, 2, command.length);
    return docker.run(arguments).strip();
  }

  /**
   * The sum of a metric over all its labels, read inside the container, because agents' metrics are
   * not published.
   */
  double metric(String name) {
    Pattern line = Pattern.compile("(?m)^" + name + "(\\{[^}]*})? (\\S+)$");
    return line.matcher(exec("bash", "-c", METRICS).replace("\r", ""))
        .results()
        .mapToDouble(result -> Double.parseDouble(result.group(2)))
        .sum();
  }

  @Override
  public String toString() {
    return "container " + id;
  }
}
