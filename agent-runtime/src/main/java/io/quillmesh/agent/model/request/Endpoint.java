package io.quillmesh.agent.model.request;

import java.net.URI;

/**
 * Where a model is, and which.
 *
 * @param baseUrl may have a query, which each request then has
 * @param apiVersion the {@code api-version} of the query; empty for none
 */
public record Endpoint(URI baseUrl, String apiKey, String model, String apiVersion) {
  /** The base URL without a query, which might hold a key. */
  public String address() {
    String url = baseUrl.toString();
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return model + " at " + address();
  }
}
