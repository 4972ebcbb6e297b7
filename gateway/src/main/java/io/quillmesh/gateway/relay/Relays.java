package io.quillmesh.gateway.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.gateway.conversation.Conversations;
import io.quillmesh.gateway.conversation.Location;
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
 * The connections that are passed on to other instances. If a host ends, it or its machine closes
 * them. If it hangs or can no longer be reached, they end here as soon as the conversation has
 * another host.
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
        .description("Connections that are passed on to the host of their conversation")
        .register(registry);
    var _ =
        timer.scheduleWithFixedDelay(
            this::look, BETWEEN_LOOKS_MILLIS, BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
  }

  private record Relay(String conversationId, URI peer, Runnable end) {}

  /**
   * Ends a relay when its peer no longer hosts the conversation.
   *
   * @return stops watching
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
        // An exception would stop the timer, for all relays.
        log.atWarn().setCause(e).log("A relay could not be looked at");
      }
    }
  }

  private boolean isElsewhere(Relay relay) {
    return switch (conversations.locate(relay.conversationId())) {
      case Location.Here() -> true;
      case Location.There(URI peer) -> !peer.equals(relay.peer());
      case Location.Nowhere() -> false;
    };
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }
}
