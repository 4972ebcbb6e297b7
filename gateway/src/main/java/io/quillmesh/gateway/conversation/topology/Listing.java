package io.quillmesh.gateway.conversation.topology;

import io.quillmesh.gateway.conversation.ConversationSummary;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.agui.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** One entry in an owner's list of conversations. The keys of one owner are adjacent. */
public record Listing(String title, Instant createdAt, Instant updatedAt) {
  /** No claim of a token contains it, so no subject can reach another's keys. */
  private static final char PART = '\0';

  static String key(Owner owner, String conversationId) {
    return prefix(owner) + conversationId;
  }

  private static String prefix(Owner owner) {
    return owner.tenant() + PART + owner.subject() + PART;
  }

  byte[] toBytes() {
    return Json.toBytes(this);
  }

  public static List<ConversationSummary> read(
      ReadOnlyKeyValueStore<String, byte[]> store, Owner owner) {
    String prefix = prefix(owner);
    String end = prefix.substring(0, prefix.length() - 1) + (char) (PART + 1);
    List<ConversationSummary> found = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> range = store.range(prefix, end)) {
      range.forEachRemaining(entry -> {
        Listing it = Json.fromBytes(entry.value, Listing.class);
        found.add(
            new ConversationSummary(
                entry.key.substring(prefix.length()), it.title(), it.createdAt(), it.updatedAt()));
      });
    }
    found.sort(Comparator.comparing(ConversationSummary::updatedAt).reversed());
    return found;
  }
}
