package io.quillmesh.benchmarks.load;

import io.quillmesh.benchmarks.cost.Costs;
import io.quillmesh.benchmarks.cost.Meter;
import io.quillmesh.endtoend.client.Gateway;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Has conversations with a gateway. It opens connections before the measurement, and looks at the
 * answers after it.
 */
public final class Driver {

  private final URI address;
  private final Meter meter;
  private final Duration patience;

  /**
   * @param address the gateway's
   * @param patience how long a turn may take before it counts as lost
   */
  public Driver(URI address, Meter meter, Duration patience) {
    this.address = address;
    this.meter = meter;
    this.patience = patience;
  }

  /**
   * Runs the whole load and measures it.
   *
   * @param pace how the model answers; null if that is not known
   */
  public Outcome run(Load load, @Nullable ModelPace pace) throws InterruptedException {
    List<Turn> turns = new ArrayList<>();
    Costs costs = Costs.NONE;
    for (int i = 0; i < load.repeats(); i++) {
      try (var gateway = new Gateway(address, null)) {
        List<Conversation> all =
            IntStream.range(0, load.conversations())
                .mapToObj(each -> Conversation.open(gateway, patience))
                .toList();
        for (int round = 0; round < load.rounds(); round++) {
          costs = costs.plus(round(all, load.turnsOfRound()));
        }
        all.forEach(conversation -> turns.addAll(conversation.turns(pace)));
      }
    }
    return new Outcome(load, turns, costs);
  }

  private Costs round(List<Conversation> all, int turns) throws InterruptedException {
    var start = new CountDownLatch(1);
    List<Thread> threads =
        all.stream()
            .map(conversation -> Thread.ofVirtual().start(() -> talk(conversation, start, turns)))
            .toList();
    Meter.Reading before = meter.read();
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    return meter.read().since(before);
  }

  private static void talk(Conversation conversation, CountDownLatch start, int turns) {
    try {
      start.await();
      conversation.talk(turns);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
