package io.quillmesh.schemas.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A registry's schemas as the files of a history: the n-th version of a subject is {@code
 * <subject>/<n>/schema.avsc}. A registry has gaps where somebody deleted a version.
 */
final class RegisteredSchemas implements History.Source {
  private static final Pattern FILE = Pattern.compile("(.+)/(\\d+)/schema\\.avsc");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;

  private final URI url;

  RegisteredSchemas(String url) {
    this.url = URI.create(url.replaceFirst("/+$", ""));
  }

  @Override
  public byte @Nullable [] read(String path) throws IOException {
    var file = FILE.matcher(path);
    if (!file.matches()) {
      return null;
    }
    String versions = "/subjects/" + file.group(1) + "/versions";
    String list = get(versions);
    List<String> numbers =
        list == null ? List.of() : NUMBER.matcher(list).results().map(MatchResult::group).toList();
    int number = Integer.parseInt(file.group(2));
    if (number > numbers.size()) {
      return null;
    }
    String schema = get(versions + "/" + numbers.get(number - 1) + "/schema");
    return schema == null ? null : schema.getBytes(StandardCharsets.UTF_8);
  }

  /** Null if there is no such thing. */
  private @Nullable String get(String path) throws IOException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> answer =
          client.send(request(path), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == NOT_FOUND) {
        return null;
      }
      if (answer.statusCode() != OK) {
        throw new IOException(
            "The registry at %s answers %d for %s"
                .formatted(url.getHost(), answer.statusCode(), path));
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  private HttpRequest request(String path) {
    String address = url.toString();
    String user = url.getUserInfo();
    HttpRequest.Builder request = HttpRequest.newBuilder().timeout(PATIENCE);
    if (user != null) {
      address = address.replaceFirst("//[^/@]*@", "//");
      byte[] login = user.getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
    }
    return request.uri(URI.create(address + path)).build();
  }
}
