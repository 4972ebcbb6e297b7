package io.quillmesh.benchmarks.options;

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
 * @param model the offline model's address; empty if a real model answers, or one that cannot be
 *     reached
 * @param mesh the mesh's processes; empty if they are not known
 */
public record Target(URI gateway, Optional<OfflineModel> model, Optional<Mesh> mesh) {

  /**
   * Finds what to measure, and checks that it answers.
   *
   * @throws WrongUsageException if there is nothing to measure
   */
  public static Target of(Options options) throws IOException, InterruptedException {
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
   * The gateway's own address if there is only one. Otherwise it is that of a proxy in this process
   * that leads to all gateways and delays every frame.
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
      // A proxy elsewhere may hide the readiness path. Its user then has to know whether the
      // gateway is ready.
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
