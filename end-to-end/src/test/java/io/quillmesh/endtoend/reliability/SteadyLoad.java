package io.quillmesh.endtoend.reliability;

import static org.awaitility.Awaitility.await;

import io.quillmesh.endtoend.client.Conversation;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Conversations that continue whatever happens. Each has one turn at a time, without a pause. */
final class SteadyLoad implements AutoCloseable {

  /** Longer than the mesh allows for a turn. */
  private static final Duration PATIENCE = Duration.ofMinutes(7);

  private final Gateway gateway;
  private final int size;
  private final List<Conversation> conversations = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger places = new AtomicInteger();

  SteadyLoad(Gateway gateway, int size) {
    this.gateway = gateway;
    this.size = size;
  }

  /** Gives everybody a new conversation. The old ones are forgotten. */
  void beginAnew() {
    close(conversations);
    conversations.clear();
    for (int i = 0; i < size; i++) {
      conversations.add(gateway.newPerson().converse());
    }
  }

  private static void close(List<Conversation> conversations) {
    conversations.forEach(Conversation::close);
  }

  /** The ids of all conversations. */
  List<String> conversations() {
    return conversations.stream().map(Conversation::id).toList();
  }

  /** Lets all of them talk until the stretch ends. */
  Stretch begin() {
    return new Stretch();
  }

  /** A time of talking during which something happens. */
  final class Stretch implements AutoCloseable {
    private final Queue<Turn> turns = new ConcurrentLinkedQueue<>();
    private final List<Future<?>> talking;
    private volatile boolean ending;

    private Stretch() {
      talking =
          conversations.stream()
              .<Future<?>>map(conversation -> threads.submit(() -> talk(conversation)))
              .toList();
    }

    private void talk(Conversation conversation) {
      while (!ending) {
        turns.add(turn(conversation));
      }
    }

    /** Waits until every conversation has had a good turn that began after this moment. */
    void awaitGoodTurns() {
      long now = System.nanoTime();
      await("a good turn of everybody")
          .atMost(PATIENCE)
          .until(() ->
              turns.stream()
                      .filter(turn -> turn.isGood() && turn.beganAt() > now)
                      .map(Turn::conversation)
                      .distinct()
                      .count()
                  == conversations.size());
    }

    /** Waits until so many more turns have ended. */
    void awaitTurns(int more) {
      int enough = turns.size() + more;
      await("turns").atMost(PATIENCE).until(() -> turns.size() >= enough);
    }

    /** Nobody begins another turn, whatever happened to the stretch. */
    @Override
    public void close() {
      ending = true;
    }

    /** Waits until the running turns have ended. */
    List<Turn> end() throws Exception {
      close();
      for (Future<?> one : talking) {
        one.get();
      }
      return List.copyOf(turns);
    }
  }

  private Turn turn(Conversation conversation) {
    int number = places.incrementAndGet();
    // Occurs nowhere else, not even as part of another name.
    String place = "Port%dia".formatted(number);
    Message message =
        Message.of(
            number % 2 == 0 ? "帮我写一篇%s游记".formatted(place) : "Write a travelogue about " + place);
    long begin = System.nanoTime();
    try {
      Run run = conversation.say(message, PATIENCE);
      return Turn.of(conversation, place, run, begin);
    } catch (AssertionError | RuntimeException e) {
      return Turn.lost(conversation, String.valueOf(e.getMessage()), begin);
    }
  }

  /** Adds clients that watch and hang. */
  void watchWithoutReading() {
    conversations.forEach(Conversation::watchWithoutReading);
  }

  /** Frames that came twice, out of order or not at all. */
  List<String> gaps() {
    return conversations.stream().flatMap(it -> it.gaps().stream()).toList();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    close(conversations);
  }
}
