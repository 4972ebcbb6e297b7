package io.quillmesh.agent.scripted;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What the model server does with one request. */
@FunctionalInterface
public interface Reaction {
  void react(Reply reply) throws IOException;

  /** Streams these pieces. */
  static Reaction text(String... pieces) {
    return finished("stop", pieces);
  }

  /** Streams these pieces and ends for this reason. */
  static Reaction finished(String reason, String... pieces) {
    return reply -> {
      reply.begin();
      for (String piece : pieces) {
        reply.piece(piece);
      }
      reply.finish(reason);
      reply.done();
    };
  }

  /** Fails. */
  static Reaction status(int status) {
    return reply -> reply.status(status, "");
  }

  /** Asks for fewer calls. */
  static Reaction rateLimited(int seconds) {
    return reply -> reply.status(429, "Retry-After: " + seconds + "\r\n");
  }

  /** Hangs up in the middle of the text. */
  static Reaction cutAfter(String... pieces) {
    return reply -> {
      reply.begin();
      for (String piece : pieces) {
        reply.piece(piece);
      }
    };
  }

  /** Ends the stream in good order without having finished. */
  static Reaction endsUnfinished(String piece) {
    return reply -> {
      reply.begin();
      reply.piece(piece);
      reply.endStream();
    };
  }

  /** Says nothing at all, not even a header. */
  static Reaction silence(CountDownLatch asked, CountDownLatch hungUp) {
    return reply -> {
      asked.countDown();
      reply.awaitHangUp();
      hungUp.countDown();
    };
  }

  /** Streams these pieces and then nothing more. */
  static Reaction hangAfter(List<String> pieces, CountDownLatch asked, CountDownLatch hungUp) {
    return reply -> {
      reply.begin();
      for (String piece : pieces) {
        reply.piece(piece);
      }
      asked.countDown();
      reply.awaitHangUp();
      hungUp.countDown();
    };
  }

  /** Sends something that is no chat completion. */
  static Reaction nonsense() {
    return reply -> {
      reply.begin();
      reply.event("{\"what\": [\"is this\"");
      reply.done();
    };
  }

  /** Waits for the latch, then goes on. */
  static Reaction after(CountDownLatch latch, Reaction reaction) {
    return reply -> {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      reaction.react(reply);
    };
  }
}
