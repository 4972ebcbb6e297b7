package io.quillmesh.endtoend.checks;

import io.quillmesh.endtoend.client.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import tools.jackson.databind.JsonNode;

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
    return id(HttpRequest.newBuilder(uri("/subjects/" + subject + "/versions/latest")).build());
  }

  /** The newest schema of a subject, as JSON. */
  public String schema(String subject) {
    return ask(HttpRequest.newBuilder(uri("/subjects/" + subject + "/versions/latest")).build())
        .path("schema")
        .asString();
  }

  /** Registers a schema, and returns its id. */
  public int register(String subject, String schema) {
    return id(
        HttpRequest.newBuilder(uri("/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString(Json.write(Map.of("schema", schema))))
            .build());
  }

  private URI uri(String path) {
    return URI.create(address + path);
  }

  private static int id(HttpRequest request) {
    return ask(request).path("id").asInt();
  }

  private static JsonNode ask(HttpRequest request) {
    try (var http = HttpClient.newHttpClient()) {
      var response = http.send(request, BodyHandlers.ofString());
      JsonNode answer = Json.parse(response.body());
      if (!answer.path("id").isInt()) {
        throw new IllegalStateException(request + ": " + response.body());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
