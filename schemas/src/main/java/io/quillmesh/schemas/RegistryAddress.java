package io.quillmesh.schemas;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a registry, separate from user and password, because Confluent's client logs the
 * address whenever a request fails.
 *
 * @param url without a user and a password
 * @param userInfo {@code user:password}, not escaped; empty for a registry without authentication
 */
public record RegistryAddress(String url, String userInfo) {
  private static final Pattern USER_INFO = Pattern.compile("//([^/@]*)@");
  private static final int SCHEMAS = 1_000;

  /**
   * @param address a URL that may contain user and password, escaped as in URLs
   */
  public static RegistryAddress of(String address) {
    Matcher found = USER_INFO.matcher(address);
    return found.find()
        ? new RegistryAddress(
            found.replaceFirst("//"), URI.create("http:" + found.group() + "host").getUserInfo())
        : new RegistryAddress(address, "");
  }

  /** A client of it. */
  public SchemaRegistryClient client() {
    // Without any setting, the client would not repeat a failed request.
    Map<String, String> settings = new HashMap<>(Map.of("schema.registry.url", url));
    if (!userInfo.isEmpty()) {
      settings.put("basic.auth.credentials.source", "USER_INFO");
      settings.put("basic.auth.user.info", userInfo);
    }
    return new CachedSchemaRegistryClient(url, SCHEMAS, settings);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url;
  }
}
