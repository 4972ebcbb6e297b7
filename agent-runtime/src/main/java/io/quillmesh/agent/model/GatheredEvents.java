package io.quillmesh.agent.model;

import java.io.IOException;
import java.util.concurrent.Executor;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Reads a provider's events ahead of the OpenAI client, at the {@link Pace}, and hands it all that
 * have come meanwhile with their texts {@linkplain JoinedEvents joined}: most of what a token costs
 * is the parsing of its event.
 */
record GatheredEvents(Pace pace, Executor threads) implements Interceptor {
  /** Longer than it takes to go from one event to the next when both are there. */
  private static final long WAITED_NANOS = 500_000;

  /** The first event says whose turn it is to speak, the second has the first token. */
  private static final int WITHOUT_REST = 2;

  private static final long MOST_BYTES = 8192;

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    ResponseBody body = response.body();
    MediaType type = body == null ? null : body.contentType();
    if (body == null || type == null || !type.subtype().equals("event-stream")) {
      return response;
    }
    ReadAhead ahead = new ReadAhead(chain.call()::cancel);
    threads.execute(() -> read(body, ahead));
    return response
        .newBuilder()
        .body(ResponseBody.create(Okio.buffer(ahead), type, body.contentLength()))
        .build();
  }

  private void read(ResponseBody body, ReadAhead ahead) {
    @Nullable IOException failure = new IOException("The answer was not read to its end");
    try (body) {
      Buffer came = new Buffer();
      int waits = 0;
      long asked = System.nanoTime();
      while (body.source().read(came, MOST_BYTES) != -1) {
        boolean wasTheLastThere = System.nanoTime() - asked > WAITED_NANOS;
        ahead.add(came);
        if (wasTheLastThere && ++waits > WITHOUT_REST) {
          rest();
        }
        asked = System.nanoTime();
      }
      failure = null;
    } catch (IOException e) {
      failure = e;
    } finally {
      ahead.end(failure);
    }
  }

  /** So that several events come before this thread is woken again. */
  private void rest() {
    try {
      Thread.sleep(pace.untilRead());
    } catch (InterruptedException e) {
      // The next read fails for it.
      Thread.currentThread().interrupt();
    }
  }
}
