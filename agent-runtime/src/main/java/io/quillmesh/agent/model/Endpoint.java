package io.quillmesh.agent.model;

import java.net.URI;

/** Where a model is, and which. */
record Endpoint(URI baseUrl, String apiKey, String model) {
  /** Without the key. */
  @Override
  public String toString() {
    return model + " at " + baseUrl;
  }
}
