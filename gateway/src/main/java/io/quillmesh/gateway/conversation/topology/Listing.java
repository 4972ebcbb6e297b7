package io.quillmesh.gateway.conversation.topology;

import io.quillmesh.gateway.conversation.ConversationPage;
import io.quillmesh.gateway.conversation.ConversationPage.Place;
import io.quillmesh.gateway.conversation.ConversationSummary;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.agui.Json;
import io.quillmesh.gateway.conversation.language.TitleSearch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
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

  /** A part of an owner's list. All entries are looked at, but only those of the part are kept. */
  public static ConversationPage read(
      ReadOnlyKeyValueStore<String, byte[]> store, Owner owner, ConversationPage.Query query) {
    String prefix = prefix(owner);
    String end = prefix.substring(0, prefix.length() - 1) + (char) (PART + 1);
    TitleSearch search = TitleSearch.of(query.text());
    TreeMap<Place, Listing> part = new TreeMap<>();
    boolean more = false;
    try (KeyValueIterator<String, byte[]> range = store.range(prefix, end)) {
      while (range.hasNext()) {
        KeyValue<String, byte[]> entry = range.next();
        Listing it = Json.fromBytes(entry.value, Listing.class);
        Place place = new Place(it.updatedAt(), entry.key.substring(prefix.length()));
        boolean isBehind = query.after() == null || place.compareTo(query.after()) > 0;
        if (!isBehind || !search.finds(it.title())) {
          continue;
        }
        part.put(place, it);
        if (part.size() > query.limit()) {
          part.pollLastEntry();
          more = true;
        }
      }
    }
    List<ConversationSummary> found = new ArrayList<>();
    part.forEach((place, it) -> found.add(it.summary(place.id())));
    return new ConversationPage(found, more ? part.lastKey() : null);
  }

  private ConversationSummary summary(String id) {
    return new ConversationSummary(id, title, createdAt, updatedAt);
  }
}
