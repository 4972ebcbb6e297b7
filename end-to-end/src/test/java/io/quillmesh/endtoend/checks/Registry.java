package io.quillmesh.endtoend.checks;

import io.quillmesh.endtoend.client.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** The mesh's schema registry. */
public final class Registry {

  private final String address;

  /**
   * @param address of its Confluent API
   */
  Registry(String address) {
    this.address = address;
  }

  /** The address of its Confluent API. */
  public String address() {
    return address;
  }

  /** The id of the newest schema of a subject. */
  public int schemaId(String subject) {
    try (var http = HttpClient.newHttpClient()) {
      URI uri = URI.create(address + "/subjects/" + subject + "/versions/latest");
      var response = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      return Json.parse(response.body()).path("id").asInt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
