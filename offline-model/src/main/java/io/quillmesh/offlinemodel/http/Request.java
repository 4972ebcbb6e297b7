package io.quillmesh.offlinemodel.http;

import java.util.Locale;
import java.util.Map;

/**
 * One request, read completely.
 *
 * @param path without the query
 * @param headers names in lower case
 */
public record Request(String method, String path, Map<String, String> headers, byte[] body) {

  /** Whether the client will send nothing more on this connection. */
  boolean isLast() {
    return headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT).contains("close");
  }
}
