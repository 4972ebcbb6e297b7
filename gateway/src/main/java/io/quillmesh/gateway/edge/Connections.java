package io.quillmesh.gateway.edge;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Everybody who is connected: counted per subject, pinged, and sent elsewhere when this instance
 * stops, before the web server begins to wait for open requests.
 */
@Component
class Connections implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Connections.class);

  private final int perSubject;
  private final long pingMillis;
  private final Set<Client> clients = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private @Nullable ScheduledExecutorService timer;
  private volatile boolean running;

  Connections(EdgeProperties settings) {
    this.perSubject = settings.rates().connections();
    this.pingMillis = settings.times().ping().toMillis();
  }

  /** One who is connected. */
  interface Client {
    String subject();

    /** Called at regular intervals; must not block. */
    void beat();

    /** Sends the client elsewhere. */
    void leave();
  }

  /**
   * Lets a client in.
   *
   * @return false if its subject has as many connections as it may
   */
  boolean enter(Client client) {
    int open = counts.merge(client.subject(), 1, Integer::sum);
    if (open > perSubject) {
      decrement(client.subject());
      return false;
    }
    clients.add(client);
    if (!running) {
      client.leave(); // came while we stop, and would be forgotten
    }
    return true;
  }

  void exit(Client client) {
    if (clients.remove(client)) {
      decrement(client.subject());
    }
  }

  private void decrement(String subject) {
    counts.computeIfPresent(subject, (_, open) -> open == 1 ? null : open - 1);
  }

  int count() {
    return clients.size();
  }

  /** One round: pings who answered, drops who did not. */
  void beat() {
    for (Client client : clients) {
      try {
        client.beat();
      } catch (RuntimeException e) {
        // The timer would never come back, for nobody.
        log.atWarn().setCause(e).log("A ping failed");
      }
    }
  }

  @Override
  public void start() {
    ScheduledExecutorService fresh =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("edge-pings").daemon().factory());
    var _ = fresh.scheduleAtFixedRate(this::beat, pingMillis, pingMillis, TimeUnit.MILLISECONDS);
    timer = fresh;
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    if (timer != null) {
      timer.shutdownNow();
    }
    clients.forEach(Client::leave);
  }

  /**
   * Stops after the conversations, whose clients are sent away as their partitions go: who comes
   * back at once would otherwise find them here still.
   */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 1;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
