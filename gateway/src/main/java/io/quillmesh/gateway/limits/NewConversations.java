package io.quillmesh.gateway.limits;

import io.quillmesh.gateway.EdgeProperties;
import io.quillmesh.gateway.peer.Visitor;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Limits how many conversations one person or one address may begin. Asking for a conversation of
 * somebody else counts, too.
 */
@Component
public class NewConversations {
  private final RatePerKey bySubject;
  private final RatePerKey byAddress;
  private final Connections connections;
  private final EdgeMetrics metrics;

  NewConversations(EdgeProperties settings, Connections connections, EdgeMetrics metrics) {
    this.bySubject = new RatePerKey(settings.rates().conversations(), System::nanoTime);
    this.byAddress = new RatePerKey(settings.crowd().conversationsPerAddress(), System::nanoTime);
    this.connections = connections;
    this.metrics = metrics;
  }

  /** Counts one more; returns the reason if it is refused. */
  public Optional<Refusal> tryBegin(String subject, Visitor visitor) {
    Optional<Refusal> refusal = refusal(subject, visitor);
    refusal.ifPresent(metrics::refused);
    return refusal;
  }

  private Optional<Refusal> refusal(String subject, Visitor visitor) {
    if (!visitor.mayBegin() || !connections.haveRoomForNew()) {
      return Optional.of(Refusal.NO_ROOM_FOR_NEW);
    }
    if (!bySubject.tryTake(subject)) {
      return Optional.of(Refusal.SUBJECT_CONVERSATIONS);
    }
    return byAddress.tryTake(ClientAddress.of(visitor.address()).name())
        ? Optional.empty()
        : Optional.of(Refusal.ADDRESS_CONVERSATIONS);
  }
}
