package io.quillmesh.benchmarks;

import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.mesh.Mesh;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is measured.
 *
 * @param gateway its address
 * @param model empty when a real model answers, or one that is out of reach
 * @param mesh its processes; empty when they are not known
 */
record Target(URI gateway, Optional<OfflineModel> model, Optional<Mesh> mesh) {

  /**
   * Finds it, and sees whether it answers.
   *
   * @throws WrongUsageException if there is nothing to measure
   */
  static Target of(Options options) throws IOException, InterruptedException {
    Optional<Mesh> mesh =
        options.data().isPresent() ? Optional.of(join(options.data().get())) : Optional.empty();
    URI gateway = options.url().or(() -> mesh.map(Target::gatewayOf)).orElseThrow();
    Optional<URI> model =
        options
            .modelUrl()
            .or(() -> mesh.filter(one -> one.has("offline-model")).map(Mesh::offlineModel));
    requireAnswer("The gateway", gateway.resolve("/actuator/health/readiness"));
    if (model.isPresent()) {
      requireAnswer("The offline model", model.get().resolve("/settings"));
    }
    return new Target(gateway, model.map(OfflineModel::new), mesh);
  }

  /**
   * One gateway is called itself: what leads to several runs here, and every frame waits for it.
   */
  private static URI gatewayOf(Mesh mesh) {
    List<String> all = mesh.gateways();
    return all.size() == 1 ? mesh.address(all.getFirst()) : mesh.gateway();
  }

  private static Mesh join(Path data) throws IOException {
    if (!Files.exists(data.resolve("run/ports.properties"))) {
      throw new WrongUsageException(
          "No mesh has run with its data in %s: start one with ./mesh up, or name its folder with --data or a gateway with --url."
              .formatted(data));
    }
    return Mesh.join(data);
  }

  private static void requireAnswer(String who, URI address) throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      int status =
          http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
              .statusCode();
      // Elsewhere, a proxy may hide the path; whoever knows it says whether it takes work.
      if (status != 200 && status != 404) {
        throw new WrongUsageException(
            "%s is not ready: %s answers %d.".formatted(who, address, status));
      }
    } catch (IOException e) {
      throw new WrongUsageException(
          "%s does not answer at %s: is it running? (./mesh status)".formatted(who, address));
    }
  }
}
