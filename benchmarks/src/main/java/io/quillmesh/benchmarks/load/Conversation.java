package io.quillmesh.benchmarks.load;

import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One person with one conversation. */
final class Conversation implements AutoCloseable {

  private final Connection connection;
  private final Duration patience;
  private final List<Sent> sent = new ArrayList<>();

  private Conversation(Connection connection, Duration patience) {
    this.connection = connection;
    this.patience = patience;
  }

  static Conversation open(Gateway gateway, Duration patience) {
    try {
      return new Conversation(gateway.newPerson().open().ready(), patience);
    } catch (AssertionError | RuntimeException e) {
      throw new UnreachableException("A conversation could not be opened: " + e.getMessage(), e);
    }
  }

  /** Runs this many turns, one after the other. Until later it looks only at their ends. */
  void talk(int turns) {
    for (int i = 0; i < turns; i++) {
      Topic topic = Topic.next();
      Message message = Message.of(topic.message());
      long start = System.nanoTime();
      sent.add(new Sent(topic, message, start, ask(message)));
    }
  }

  private @Nullable String ask(Message message) {
    try {
      connection.send(message);
      connection.awaitEnd(message, patience);
      return null;
    } catch (AssertionError | RuntimeException e) {
      return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
  }

  /** The results of all turns. */
  List<Turn> turns(@Nullable ModelPace pace) {
    var verdict = new Verdict(connection.frames(), pace);
    return sent.stream().map(verdict::of).toList();
  }

  @Override
  public void close() {
    connection.close();
  }
}
