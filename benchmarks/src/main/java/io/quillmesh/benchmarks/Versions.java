package io.quillmesh.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quillmesh.endtoend.client.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.core.JacksonException;

/** The versions of what is measured, as far as they are known. */
final class Versions {

  private Versions() {}

  /** The version that the gateway reports, and the checkout that this program comes from. */
  static String describe(URI gateway) throws InterruptedException {
    return "version %s, checkout %s".formatted(version(gateway), checkout());
  }

  private static String version(URI gateway) throws InterruptedException {
    var request = HttpRequest.newBuilder(gateway.resolve("/actuator/info")).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String info = http.send(request, BodyHandlers.ofString()).body();
      return Json.parse(info).path("build").path("version").asString("not known");
    } catch (IOException | JacksonException e) {
      return "not known";
    }
  }

  /** The commit, and whether there are uncommitted changes. */
  private static String checkout() throws InterruptedException {
    String root = System.getProperty("quillmesh.root", "..");
    try {
      Process git =
          new ProcessBuilder("git", "-C", root, "describe", "--always", "--dirty").start();
      String commit = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
      return git.waitFor() == 0 ? commit : "not known";
    } catch (IOException e) {
      return "not known";
    }
  }
}
