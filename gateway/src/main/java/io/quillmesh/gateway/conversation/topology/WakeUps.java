package io.quillmesh.gateway.conversation.topology;

import io.quillmesh.gateway.conversation.effects.Effects;
import io.quillmesh.gateway.conversation.effects.Effects.WakeUp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The next deadline of each conversation. Rebuilt from the store when a task begins. */
final class WakeUps {
  private final Map<String, Instant> deadlines = new HashMap<>();

  void put(String conversationId, Instant deadline) {
    deadlines.put(conversationId, deadline);
  }

  void remove(String conversationId) {
    deadlines.remove(conversationId);
  }

  void apply(Effects effects) {
    switch (effects.wakeUp()) {
      case WakeUp.Unchanged _ -> {}
      case WakeUp.Never _ -> remove(effects.conversationId());
      case WakeUp.At(Instant deadline) -> put(effects.conversationId(), deadline);
    }
  }

  boolean isEmpty() {
    return deadlines.isEmpty();
  }

  /** Those whose deadline has passed. */
  List<String> due(Instant now) {
    return deadlines.entrySet().stream()
        .filter(entry -> !entry.getValue().isAfter(now))
        .map(Map.Entry::getKey)
        .toList();
  }
}
