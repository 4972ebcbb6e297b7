package io.quillmesh.agent.provider;

import io.quillmesh.agent.provider.answer.AnswerSink;
import io.quillmesh.agent.provider.answer.FinishReason;
import io.quillmesh.agent.provider.answer.ProviderException;
import io.quillmesh.agent.provider.answer.ProviderException.Problem;
import io.quillmesh.agent.provider.answer.TokenUsage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import okio.Buffer;
import okio.Source;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * An answer between the thread that reads it from the provider and Spring AI's client, which reads
 * it here, as OpenAI's events. The first text is an event at once. After that, text is collected
 * until the next moment of the {@link StreamPacing}: most of a token's cost is what the client, and
 * everything behind it, does for each event. The end, and the text before it, do not wait.
 */
final class EventRelay implements AnswerSink, Source {
  /** Only token counts may follow the end of the text, and they are not worth a longer wait. */
  private static final long AFTER_THE_END_MILLIS = 500;

  private final StreamPacing pacing;
  private final CallProgress progress;
  private final Runnable cancel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final StringBuilder waiting = new StringBuilder();
  private boolean textWasRead;

  /** Whether the client waits for the next moment, and not for text. */
  private boolean rests;

  private boolean finished;
  private boolean ended;
  private boolean endWasRead;
  private @Nullable FinishReason reason;
  private @Nullable IOException failure;

  /**
   * @param pacing when text is handed on
   * @param progress is told of thoughts and tokens
   * @param cancel ends the reading thread, wherever it is
   */
  EventRelay(StreamPacing pacing, CallProgress progress, Runnable cancel) {
    this.pacing = pacing;
    this.progress = progress;
    this.cancel = cancel;
  }

  @Override
  public void text(String piece) {
    lock.lock();
    try {
      waiting.append(piece);
      if (!rests) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void thought(String piece) {
    progress.thought(piece);
  }

  @Override
  public void allWasThought() throws IOException {
    lock.lock();
    try {
      if (textWasRead) {
        throw new ProviderException(new Problem.BegunInThought());
      }
      progress.thought(waiting.toString());
      waiting.setLength(0);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void usage(TokenUsage usage) {
    progress.usage(usage);
  }

  /** The model has said why it stopped. The rest is waited for only a moment. */
  void finished() {
    lock.lock();
    try {
      finished = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more comes, for this reason. */
  void end(FinishReason why) {
    end(why, null);
  }

  /** Nothing more comes, because of a failure. */
  void fail(IOException why) {
    end(null, why);
  }

  private void end(@Nullable FinishReason why, @Nullable IOException thrown) {
    lock.lock();
    try {
      ended = true;
      reason = why;
      failure = thrown;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for something and gives all that there is, even if that is more than was asked for. */
  @Override
  public long read(Buffer sink, long byteCount) throws IOException {
    long before = sink.size();
    try {
      lock.lockInterruptibly();
      try {
        awaitNews();
        int ready = ready();
        if (ready > 0) {
          OpenAiEvents.text(sink, waiting.substring(0, ready));
          waiting.delete(0, ready);
          textWasRead = true;
        } else if (failure != null) {
          throw failure;
        } else if (!endWasRead && reason != null) {
          OpenAiEvents.end(sink, reason);
          endWasRead = true;
        }
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for the model");
    }
    return sink.size() == before ? -1 : sink.size() - before;
  }

  private void awaitNews() throws InterruptedException {
    if (textWasRead) {
      rest();
    }
    long left = TimeUnit.MILLISECONDS.toNanos(AFTER_THE_END_MILLIS);
    while (ready() == 0 && !ended) {
      if (!finished) {
        changed.await();
      } else if (left > 0) {
        left = changed.awaitNanos(left);
      } else {
        // For the reading thread, a connection that breaks after the end is the end.
        cancel.run();
        changed.await();
      }
    }
  }

  private void rest() throws InterruptedException {
    long left = pacing.untilNext().toNanos();
    rests = true;
    try {
      while (left > 0 && !finished && !ended) {
        left = changed.awaitNanos(left);
      }
    } finally {
      rests = false;
    }
  }

  /** Half a surrogate pair waits for its other half: it cannot be sent alone. */
  private int ready() {
    int length = waiting.length();
    boolean endsInHalf = length > 0 && Character.isHighSurrogate(waiting.charAt(length - 1));
    return endsInHalf && !ended ? length - 1 : length;
  }

  @Override
  public Timeout timeout() {
    return Timeout.NONE;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!ended) {
        cancel.run();
      }
    } finally {
      lock.unlock();
    }
  }
}
