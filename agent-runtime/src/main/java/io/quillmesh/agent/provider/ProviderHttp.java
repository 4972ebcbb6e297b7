package io.quillmesh.agent.provider;

import io.quillmesh.agent.provider.answer.ProviderError;
import io.quillmesh.agent.provider.answer.ProviderException;
import io.quillmesh.agent.provider.answer.ProviderException.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends requests to a provider. Spring AI's client cannot do it: it follows redirects in a way that
 * loses a request's body, and does not say so.
 */
final class ProviderHttp implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final MediaType EVENT_STREAM = MediaType.get("text/event-stream");
  private static final Set<String> FOR_ANYBODY = Set.of("accept", "content-type", "user-agent");
  private static final int TEMPORARY_REDIRECT = 307;
  private static final int PERMANENT_REDIRECT = 308;
  private static final int MOST_REDIRECTS = 5;
  private static final int MOST_ERROR_BYTES = 64 << 10;
  private static final int IDLE_CONNECTIONS = 64;
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

  private final OkHttpClient http;
  private final InstantSource clock;

  /**
   * @param connectTimeout how long a connection may take; every other limit is the caller's
   */
  ProviderHttp(Duration connectTimeout, InstantSource clock) {
    this.clock = clock;
    this.http =
        new OkHttpClient.Builder()
            .connectionPool(
                new ConnectionPool(IDLE_CONNECTIONS, KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS))
            .connectTimeout(connectTimeout)
            .readTimeout(Duration.ZERO)
            .followRedirects(false)
            .build();
  }

  /**
   * Sends a request and returns the answer, which has a body.
   *
   * @throws ProviderException if the provider refuses it, or sends it elsewhere
   */
  Response send(ProviderCall call, Request request) throws IOException {
    Response response =
        call.localAnswer() == null ? follow(call, request) : local(request, call.localAnswer());
    if (!response.isSuccessful() || response.body() == null) {
      throw refused(response);
    }
    return response;
  }

  private Response follow(ProviderCall call, Request request) throws IOException {
    Request next = request;
    for (int redirects = 0; ; redirects++) {
      Call made = http.newCall(next);
      call.making(made);
      Response response = made.execute();
      String location = response.header("Location");
      if (!response.isRedirect() || location == null) {
        return response;
      }
      response.close();
      HttpUrl there = next.url().resolve(location);
      boolean keepsBody =
          response.code() == TEMPORARY_REDIRECT || response.code() == PERMANENT_REDIRECT;
      if (!keepsBody || there == null || redirects == MOST_REDIRECTS) {
        throw new ProviderException(
            new Problem.Redirected(response.code(), withoutQuery(there, location)));
      }
      next = redirected(next, there);
    }
  }

  /** A query might hold a key. */
  private static String withoutQuery(@Nullable HttpUrl there, String location) {
    return there == null
        ? location
        : there.newBuilder().query(null).username("").password("").build().toString();
  }

  /** Keys, whatever their headers are called, must not go to another host. */
  private static Request redirected(Request request, HttpUrl there) {
    HttpUrl here = request.url();
    Request.Builder next = request.newBuilder().url(there);
    boolean isSameHost = there.host().equals(here.host()) && there.port() == here.port();
    if (!isSameHost || (here.isHttps() && !there.isHttps())) {
      for (String name : request.headers().names()) {
        if (!FOR_ANYBODY.contains(name.toLowerCase(Locale.ROOT))) {
          next.removeHeader(name);
        }
      }
    }
    return next.build();
  }

  private static Response local(Request request, String answer) {
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK")
        .body(ResponseBody.create(answer, EVENT_STREAM))
        .build();
  }

  private ProviderException refused(Response response) {
    try (response) {
      ResponseBody body = response.body();
      String text = body == null ? "" : beginning(body.source());
      return new ProviderException(new Problem.Reported(error(response, text)));
    } catch (IOException unreadable) {
      return new ProviderException(new Problem.Reported(error(response, "")));
    }
  }

  private static String beginning(BufferedSource body) throws IOException {
    body.request(MOST_ERROR_BYTES);
    return body.readUtf8(Math.min(MOST_ERROR_BYTES, body.getBuffer().size()));
  }

  private ProviderError error(Response response, String body) {
    Duration retryAfter = RetryAfter.in(response.headers(), clock.instant());
    try {
      return ProviderError.in(JSON.readTree(body), response.code(), retryAfter);
    } catch (RuntimeException unreadable) {
      // Whatever it is, it is an error of the provider, and must not become one of ours.
      return ProviderError.ofStatus(response.code(), body, retryAfter);
    }
  }

  @Override
  public void close() {
    http.connectionPool().evictAll();
  }
}
