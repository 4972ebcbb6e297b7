package io.quillmesh.gateway.run;

import io.quillmesh.gateway.client.Outbox;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.FrameListener;
import io.quillmesh.gateway.limits.ClientAddress;
import io.quillmesh.gateway.limits.Connections;
import io.quillmesh.gateway.limits.EdgeMetrics;
import io.quillmesh.gateway.problem.ProblemCode;
import io.quillmesh.gateway.problem.ProblemException;
import io.quillmesh.gateway.protocol.ClientNotice;
import io.quillmesh.gateway.protocol.CloseCode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;

/**
 * One run over an event stream: frames come in from the conversation, and the request's own virtual
 * thread writes them until the run ends.
 */
final class AgentRun implements FrameListener, Connections.Client {
  private final String id = UUID.randomUUID().toString();
  private final String subject;
  private final ClientAddress address;
  private final Outbox outbox;
  private final EdgeMetrics metrics;

  /** What another instance sends for this run; null if the run is here. */
  private volatile @Nullable InputStream passed;

  AgentRun(String subject, ClientAddress address, Outbox outbox, EdgeMetrics metrics) {
    this.subject = subject;
    this.address = address;
    this.outbox = outbox;
    this.metrics = metrics;
  }

  /** The connection id of this run's commands: their rejections come back to it. */
  String id() {
    return id;
  }

  /**
   * Writes until the run ends or the client is gone.
   *
   * @param frames what each frame means for the client
   * @throws ProblemException if nothing was written and nothing will come
   * @throws IOException if the client is gone; the run goes on
   */
  void write(Function<Frame, RunFrames.Step> frames, EventStream stream, Duration keepAlive)
      throws IOException, InterruptedException {
    while (true) {
      switch (outbox.poll(keepAlive)) {
        case null -> stream.keepAlive();
        case Outbox.Ping() -> {}
        case Outbox.End(CloseStatus status) -> {
          end(status, stream);
          return;
        }
        case Outbox.Text(Frame frame) -> {
          if (take(frames.apply(frame), stream)) {
            return;
          }
        }
      }
    }
  }

  /**
   * Passes on the events of the instance that hosts the run, until it ends the stream or is lost.
   *
   * @throws ProblemException if nothing was passed on, and nothing will come
   * @throws IOException if the client is gone; the run goes on
   */
  void pass(InputStream events, EventStream stream) throws IOException {
    passed = events;
    if (outbox.isEnded()) {
      stopPassing(); // this instance began to stop before
    }
    if (!stream.pass(events)) {
      end(CloseCode.MOVED.because("its host is gone"), stream);
    }
  }

  /** The host counts as lost. */
  void stopPassing() {
    InputStream events = passed;
    if (events != null) {
      try {
        events.close();
      } catch (IOException e) {
        // it is already lost
      }
    }
  }

  /** Returns true after the last event. */
  private boolean take(RunFrames.Step step, EventStream stream) throws IOException {
    return switch (step) {
      case RunFrames.Step.Wait() -> false;
      case RunFrames.Step.Refused(String code, String message) -> {
        fail(ProblemCode.REJECTED, code, message, stream);
        yield true;
      }
      case RunFrames.Step.Send(var frames, boolean last) -> {
        for (Frame frame : frames) {
          stream.send(frame);
          metrics.frameSent();
        }
        if (last || outbox.isEmpty()) {
          stream.flush(); // events that arrive together are sent together
        }
        yield last;
      }
    };
  }

  private void end(CloseStatus status, EventStream stream) throws IOException {
    metrics.closed(status.getCode());
    if (status.getCode() == CloseCode.NOT_FOUND.code()) {
      if (!stream.isOpen()) {
        throw ProblemException.notFound();
      }
      fail(ProblemCode.NOT_FOUND, "ERASED", "The conversation was erased.", stream);
    } else {
      fail(
          ProblemCode.UNAVAILABLE,
          "DISCONNECTED",
          "The stream ends here, the run does not: send the message again, with the same id.",
          stream);
    }
  }

  /** Fails with an HTTP status while that is possible, otherwise with an event. */
  private static void fail(ProblemCode problem, String code, String message, EventStream stream)
      throws IOException {
    if (!stream.isOpen()) {
      throw new ProblemException(problem, code + ": " + message, Duration.ofSeconds(1));
    }
    stream.send(ClientNotice.runError(code, message));
    stream.flush();
  }

  @Override
  public void onFrame(Frame frame) {
    outbox.send(frame);
  }

  @Override
  public void onEnd(EndReason reason) {
    outbox.finish(
        switch (reason) {
          case MOVED -> CloseCode.MOVED.because("moved");
          case ERASED -> CloseCode.NOT_FOUND.because("erased");
        });
  }

  @Override
  public String subject() {
    return subject;
  }

  @Override
  public ClientAddress address() {
    return address;
  }

  /** Does nothing: the stream's comments keep it alive and show when the client is gone. */
  @Override
  public void beat() {}

  @Override
  public void leave() {
    outbox.cut(CloseCode.MOVED.because("this instance stops"));
    stopPassing();
  }
}
