package io.quillmesh.agent.model;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP calls that are open, so that each can be aborted whatever it waits for. Closing what
 * Spring AI returns would not do: before the provider's first byte there is nothing to close yet,
 * and a hanging provider would hold the connection.
 *
 * <p>A call is recognised by a header that never leaves this JVM.
 */
final class OpenCalls implements Interceptor {
  static final String HEADER = "X-Quillmesh-Call";

  private final Map<String, Handle> handles = new ConcurrentHashMap<>();

  /** A handle on a call that is about to be made. */
  Handle next() {
    return next(null);
  }

  /** A handle on a call that never leaves this JVM and is answered so. */
  Handle rehearsal(String serverSentEvents) {
    return next(serverSentEvents);
  }

  /** How many there are. */
  int open() {
    return handles.size();
  }

  private Handle next(@Nullable String answer) {
    Handle handle = new Handle(UUID.randomUUID().toString(), answer);
    handles.put(handle.id, handle);
    return handle;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    String id = chain.request().header(HEADER);
    if (id != null) {
      Handle handle = handles.get(id);
      if (handle == null) {
        throw new IOException("Aborted before it was made");
      }
      handle.made(chain.call());
      if (handle.answer != null) {
        return rehearsed(chain.request(), handle.answer);
      }
    }
    return chain.proceed(chain.request().newBuilder().removeHeader(HEADER).build());
  }

  private static Response rehearsed(Request request, String serverSentEvents) {
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK")
        .body(ResponseBody.create(serverSentEvents, MediaType.get("text/event-stream")))
        .build();
  }

  /** One call. */
  final class Handle {
    private final String id;
    private final @Nullable String answer;
    private @Nullable Call call;
    private boolean aborted;

    private Handle(String id, @Nullable String answer) {
      this.id = id;
      this.answer = answer;
    }

    String id() {
      return id;
    }

    private synchronized void made(Call made) {
      call = made;
      if (aborted) {
        made.cancel();
      }
    }

    /** The call is over. */
    void over() {
      handles.remove(id);
    }

    /** Closes the connection, or keeps the call from being made. */
    synchronized void abort() {
      aborted = true;
      handles.remove(id);
      if (call != null) {
        call.cancel();
      }
    }
  }
}
