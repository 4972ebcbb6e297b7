package io.quillmesh.tunedmodel.upstream;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the upstream of a task is.
 *
 * @param base its base URL, which may have a query
 * @param setting the variable that says it
 */
public record Address(URI base, String setting) {
  private static final String PATH = "/chat/completions";

  public Address {
    if (base.getHost() == null || !String.valueOf(base.getScheme()).matches("https?")) {
      throw new IllegalArgumentException(
          "%s must be a base URL such as http://localhost:8090/v1, not %s"
              .formatted(setting, withoutQuery(base)));
    }
  }

  /**
   * Where a request goes.
   *
   * @param query the query that it came with
   */
  URI completions(@Nullable String query) {
    StringBuilder address = new StringBuilder(withoutQuery(base)).append(PATH);
    String before = "?";
    for (String part : new String[] {base.getRawQuery(), query}) {
      if (part != null && !part.isEmpty()) {
        address.append(before).append(part);
        before = "&";
      }
    }
    return URI.create(address.toString());
  }

  /** Without the query and the user, which might hold a key. */
  @Override
  public String toString() {
    return withoutQuery(base).replaceFirst("//[^/@]*@", "//");
  }

  private static String withoutQuery(URI base) {
    String url = base.toString();
    int query = url.indexOf('?');
    return (query < 0 ? url : url.substring(0, query)).replaceFirst("/+$", "");
  }
}
