package io.quillmesh.endtoend.client;

import static org.awaitility.Awaitility.await;

import io.quillmesh.endtoend.client.Connection.RunEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation that survives its connections, as the protocol asks of clients. When a connection
 * ends, it reconnects with its cursor and sends again the messages whose turn it did not see begin.
 * If its cursor is not known any more, the new frames replace the old ones. For one thread.
 */
public final class Conversation implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Person person;
  private final List<Frame> seen = new ArrayList<>();
  private final List<String> gaps = new ArrayList<>();
  private Connection current;
  private int taken;
  private long last = -1;

  Conversation(Person person, Connection first) {
    this.person = person;
    this.current = first;
  }

  /** Its id. */
  public String id() {
    return current.conversationId();
  }

  /** Adds a client that watches and hangs. */
  public void watchWithoutReading() {
    person.connect(id()).stopReading();
  }

  /** Everything since the last snapshots, in order. */
  public List<Frame> frames() {
    return List.copyOf(seen);
  }

  /** Frames that came twice, out of order or not at all. There should be none. */
  public List<String> gaps() {
    return List.copyOf(gaps);
  }

  /**
   * Sends a message and waits for the end of its run.
   *
   * @throws AssertionError if no end comes
   */
  public Run say(Message message, Duration patience) {
    var end = new RunEnd(message.runId());
    current.offer(message);
    return stay(message, end, patience);
  }

  /** Waits for the end of a sent message's run. */
  Run follow(Message message, Duration patience) {
    return stay(message, new RunEnd(message.runId()), patience);
  }

  private Run stay(Message message, RunEnd end, Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    while (!current.sees(end, Duration.ofNanos(until - System.nanoTime()))) {
      take();
      comeBack(Duration.ofNanos(until - System.nanoTime()));
      if (!end.hasBegun()) {
        current.offer(message);
      }
    }
    take();
    return Run.of(message.runId(), seen);
  }

  /** Some handshakes reach an instance that is about to end, some reach no instance. */
  private void comeBack(Duration patience) {
    Connection lost = current;
    String cursor = seen.stream().map(Frame::cursor).filter(it -> !it.isEmpty()).toList().getLast();
    current =
        await("a gateway")
            .atMost(patience)
            .pollDelay(PAUSE)
            .ignoreExceptions()
            .until(() -> person.resume(lost, cursor), _ -> true);
    taken = 0;
  }

  private void take() {
    List<Frame> all = current.frames();
    for (Frame frame : all.subList(taken, all.size())) {
      if (frame.isConnectionsSnapshot()) {
        seen.clear();
      } else if (frame.is("MESSAGES_SNAPSHOT")) {
        last = frame.sequence();
      } else if (!frame.cursor().isEmpty()) {
        if (last >= 0 && frame.sequence() != last + 1) {
          gaps.add("%s: %d came after %d".formatted(id(), frame.sequence(), last));
        }
        last = frame.sequence();
      }
      seen.add(frame);
    }
    taken = all.size();
  }

  @Override
  public void close() {
    current.close();
  }
}
