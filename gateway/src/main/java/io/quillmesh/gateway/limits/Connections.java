package io.quillmesh.gateway.limits;

import io.quillmesh.gateway.EdgeProperties;
import io.quillmesh.gateway.conversation.Frame;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * All connected clients. Counts them, in total and by subject and address, pings them, and sends
 * them to other instances when this one stops, before the web server begins to wait for open
 * requests.
 */
@Component
public class Connections implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Connections.class);

  private final int perSubject;
  private final Room room;
  private final long pingMillis;
  private final Set<Client> clients = ConcurrentHashMap.newKeySet();

  /** How many places are taken. */
  private final AtomicInteger all = new AtomicInteger();

  private final Map<String, Integer> bySubject = new ConcurrentHashMap<>();
  private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
  private @Nullable ScheduledExecutorService timer;
  private volatile boolean running;

  @Autowired
  public Connections(EdgeProperties settings) {
    this(settings, Room.of(settings.crowd(), Runtime.getRuntime().maxMemory()));
  }

  public Connections(EdgeProperties settings, Room room) {
    this.perSubject = settings.rates().connections();
    this.room = room;
    this.pingMillis = settings.times().ping().toMillis();
  }

  /** A connected client. */
  public interface Client {
    String subject();

    ClientAddress address();

    /** Called at regular intervals; must not block. */
    void beat();

    /** Sends the client to another instance. */
    void leave();

    /**
     * Gets what all clients are told, whatever their conversation; must not block. An event stream
     * shows one run and nothing else.
     */
    default void notice(Frame notice) {}
  }

  /**
   * Admits a client.
   *
   * @return the reason if the client is refused
   */
  public Optional<Refusal> enter(Client client) {
    Optional<Refusal> refusal = count(client);
    if (refusal.isPresent()) {
      forget(client);
      return refusal;
    }
    clients.add(client);
    if (!running) {
      client.leave(); // it came while this instance stops; nobody else would tell it
    }
    return Optional.empty();
  }

  /**
   * Counts first and compares afterwards, so that of two clients at once only one gets the last
   * place.
   */
  private Optional<Refusal> count(Client client) {
    int open = all.incrementAndGet();
    int ofSubject = bySubject.merge(client.subject(), 1, Integer::sum);
    int ofAddress = byAddress.merge(client.address().name(), 1, Integer::sum);
    if (ofSubject > perSubject) {
      return Optional.of(Refusal.SUBJECT_CONNECTIONS);
    }
    if (open > room.all()) {
      return Optional.of(Refusal.INSTANCE_FULL);
    }
    // A client on this machine is not a stranger, or it is a proxy that does not name its clients.
    return ofAddress > room.ofAddress() && !client.address().isLocal()
        ? Optional.of(Refusal.ADDRESS_CONNECTIONS)
        : Optional.empty();
  }

  public void exit(Client client) {
    if (clients.remove(client)) {
      forget(client);
    }
  }

  private void forget(Client client) {
    all.decrementAndGet();
    decrement(bySubject, client.subject());
    decrement(byAddress, client.address().name());
  }

  private static void decrement(Map<String, Integer> counts, String key) {
    counts.computeIfPresent(key, (_, open) -> open == 1 ? null : open - 1);
  }

  /**
   * Takes a second place for a relayed client: the connection to the other instance costs as much
   * as the client's own.
   *
   * @return gives the place back
   */
  public Runnable takeAnother() {
    all.incrementAndGet();
    return all::decrementAndGet;
  }

  /** Whether there is room for a client that does not return to a conversation. */
  public boolean haveRoomForNew() {
    return all.get() <= room.open();
  }

  int count() {
    return clients.size();
  }

  /** The maximum. */
  public int limit() {
    return room.all();
  }

  /** One round: pings the clients that answered and drops those that did not. */
  public void beat() {
    for (Client client : clients) {
      try {
        client.beat();
      } catch (RuntimeException e) {
        // An exception would stop the timer, for all clients.
        log.atWarn().setCause(e).log("A ping failed");
      }
    }
  }

  /** Tells all clients something. */
  public void tellAll(Frame notice) {
    clients.forEach(client -> client.notice(notice));
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
   * Stops after the conversations, which send their clients away as their partitions go. Otherwise
   * a client that reconnects at once would still find its conversation here.
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
