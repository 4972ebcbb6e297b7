package io.quillmesh.gateway.socket;

import io.quillmesh.gateway.client.Submissions;
import io.quillmesh.gateway.limits.EdgeMetrics;
import io.quillmesh.gateway.limits.TokenBucket;
import io.quillmesh.gateway.protocol.Asked;
import io.quillmesh.gateway.protocol.ClientFrame;
import io.quillmesh.gateway.protocol.ClientFrameReader;
import io.quillmesh.gateway.protocol.ClientNotice;
import io.quillmesh.gateway.protocol.CloseCode;
import io.quillmesh.gateway.protocol.RejectedException;
import io.quillmesh.gateway.protocol.Rejection;
import io.quillmesh.gateway.protocol.RejectionCode;
import io.quillmesh.schemas.SubmitMessage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one client sends over its WebSocket: commands to a conversation on this instance. */
final class SocketInbound {
  private static final Logger log = LoggerFactory.getLogger(SocketInbound.class);

  /** How many commands may wait for the broker. Above that, clients learn that it is down. */
  private static final int MAX_WAITING = 16;

  private final SocketConnection connection;
  private final ClientFrameReader reader;
  private final Submissions submissions;
  private final EdgeMetrics metrics;
  private final TokenBucket bucket;
  private final AtomicInteger waiting = new AtomicInteger();

  SocketInbound(
      SocketConnection connection,
      ClientFrameReader reader,
      Submissions submissions,
      EdgeMetrics metrics,
      TokenBucket bucket) {
    this.connection = connection;
    this.reader = reader;
    this.submissions = submissions;
    this.metrics = metrics;
    this.bucket = bucket;
  }

  void frame(String frame) {
    if (!bucket.tryTake()) {
      connection.close(CloseCode.POLICY.because("too many frames: slow down"));
      return;
    }
    try {
      switch (reader.read(frame, connection.thread())) {
        case ClientFrame.Message(Asked asked) -> {
          submit(asked.command());
          if (!asked.leftOut().isEmpty()) {
            connection.onFrame(
                ClientNotice.leftOut(asked.command().getMessageId(), asked.leftOut()));
          }
        }
        case ClientFrame.Command(SpecificRecord command) -> submit(command);
        case ClientFrame.Ping() -> connection.onFrame(ClientNotice.pong());
      }
    } catch (RejectedException e) {
      reject(e.rejection());
    }
  }

  private void submit(SpecificRecord command) {
    @Nullable String messageId =
        command instanceof SubmitMessage message ? message.getMessageId() : null;
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      unavailable(messageId);
      return;
    }
    var _ =
        submissions
            .submit(
                connection.conversationId(),
                connection.identity().owner(),
                connection.id(),
                command)
            .whenComplete((_, failure) -> {
              waiting.decrementAndGet();
              if (failure != null) {
                log.atWarn()
                    .addKeyValue("conversation", connection.conversationId())
                    .setCause(failure)
                    .log("The broker did not take a command");
                unavailable(messageId);
              }
            });
  }

  private void unavailable(@Nullable String messageId) {
    reject(
        new Rejection(
            messageId,
            RejectionCode.UNAVAILABLE,
            "The message could not be taken just now. Send it again, with the same id."));
  }

  private void reject(Rejection rejection) {
    metrics.rejected(rejection.code());
    connection.onFrame(ClientNotice.rejected(rejection));
  }
}
