package io.quillmesh.gateway.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.gateway.conversation.Conversations;
import io.quillmesh.gateway.conversation.Place;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The connections that lead on to other instances. An owner that ends says so, and so does its
 * machine; one that stands still, or cannot be reached any more, is told by its successor.
 */
@Component
public class Relays implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(Relays.class);
  private static final long BETWEEN_LOOKS_MILLIS = 1_000;

  private final Conversations conversations;
  private final Set<Relay> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("edge-relays").daemon().factory());

  Relays(Conversations conversations, MeterRegistry registry) {
    this.conversations = conversations;
    Gauge.builder("quillmesh.edge.relays", open, Set::size)
        .description("Connections that lead on to the instance that owns their conversation")
        .register(registry);
    var _ =
        timer.scheduleWithFixedDelay(
            this::look, BETWEEN_LOOKS_MILLIS, BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
  }

  private record Relay(String conversationId, URI peer, Runnable end) {}

  /**
   * Ends a relay when its conversation is somebody else's.
   *
   * @return how to forget about it
   */
  public Runnable watch(String conversationId, URI peer, Runnable end) {
    Relay relay = new Relay(conversationId, peer, end);
    open.add(relay);
    return () -> open.remove(relay);
  }

  private void look() {
    for (Relay relay : open) {
      try {
        if (isElsewhere(relay)) {
          relay.end().run();
        }
      } catch (RuntimeException e) {
        // The timer would never come back, for nobody.
        log.atWarn().setCause(e).log("A relay could not be looked at");
      }
    }
  }

  private boolean isElsewhere(Relay relay) {
    return switch (conversations.place(relay.conversationId())) {
      case Place.Here() -> true;
      case Place.There(URI peer) -> !peer.equals(relay.peer());
      case Place.Nowhere() -> false;
    };
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }
}
