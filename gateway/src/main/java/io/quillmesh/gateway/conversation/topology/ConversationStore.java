package io.quillmesh.gateway.conversation.topology;

import io.quillmesh.gateway.conversation.effects.Effects;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.StateView;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The pieces of a partition's conversations, in a store of Kafka Streams. */
final class ConversationStore implements StateView {
  private final KeyValueStore<String, byte[]> store;

  ConversationStore(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  @Override
  public byte @Nullable [] get(String key) {
    return store.get(key);
  }

  void apply(Effects effects) {
    if (effects.erased()) {
      keys(
              Keys.conversationFrom(effects.conversationId()),
              Keys.conversationTo(effects.conversationId()))
          .forEach(store::delete);
    }
    effects
        .writes()
        .forEach((key, value) -> {
          if (value == null) {
            store.delete(key);
          } else {
            store.put(key, value);
          }
        });
  }

  /** The conversations with turns that agents work on. */
  List<String> runningTurns() {
    return keys(Keys.turnsFrom(), Keys.turnsTo()).stream().map(Keys::conversationOfTurn).toList();
  }

  private List<String> keys(String from, String to) {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> range = store.range(from, to)) {
      range.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }
}
