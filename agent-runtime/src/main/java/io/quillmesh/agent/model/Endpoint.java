package io.quillmesh.agent.model;

import java.net.URI;

/**
 * Where a model is, and which.
 *
 * @param baseUrl may have a query, which each request then has
 * @param apiVersion the {@code api-version} of the query; empty for none
 */
record Endpoint(URI baseUrl, String apiKey, String model, String apiVersion) {
  /** Without the key. */
  @Override
  public String toString() {
    return model + " at " + baseUrl;
  }
}
