package io.quillmesh.agent.provider;

import java.io.IOException;
import java.util.UUID;
import java.util.function.Consumer;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * One call to a provider. It can be watched, and aborted whatever it waits for. Closing what Spring
 * AI returns is not enough: before the provider's first byte there is nothing to close yet, and a
 * hanging provider would hold the connection. For any thread.
 */
public final class ProviderCall {
  private final String id = UUID.randomUUID().toString();
  private final CallProgress progress = new CallProgress();
  private final Kind kind;
  private final @Nullable String localAnswer;
  private final Consumer<ProviderCall> whenOver;
  private @Nullable Call call;
  private boolean aborted;

  /**
   * What is asked for.
   *
   * @param streamed whether Spring AI's client asked for a stream
   * @param structured whether the answer is to be JSON; else it is a text for people
   * @param streamOptions whether the provider takes the options of a stream, which Spring AI's
   *     client always sends
   * @param beginsInThought whether this model is known to begin thinking without saying so
   */
  public record Kind(
      boolean streamed, boolean structured, boolean streamOptions, boolean beginsInThought) {}

  ProviderCall(Kind kind, @Nullable String localAnswer, Consumer<ProviderCall> whenOver) {
    this.kind = kind;
    this.localAnswer = localAnswer;
    this.whenOver = whenOver;
  }

  /** Identifies the call: the value of {@link ProviderTransport#CALL_HEADER}. */
  public String id() {
    return id;
  }

  /** What can be seen of it besides its text. */
  public CallProgress progress() {
    return progress;
  }

  Kind kind() {
    return kind;
  }

  /** What answers it inside this JVM; null if a provider does. */
  @Nullable String localAnswer() {
    return localAnswer;
  }

  /** Before the call is made. */
  synchronized void making(Call made) throws IOException {
    if (aborted) {
      throw new IOException("Aborted before it was made");
    }
    call = made;
  }

  /** The call is over; its connection may serve another. */
  public void over() {
    whenOver.accept(this);
  }

  /** Closes the connection, or keeps the call from being made. */
  public synchronized void abort() {
    aborted = true;
    whenOver.accept(this);
    if (call != null) {
      call.cancel();
    }
  }
}
