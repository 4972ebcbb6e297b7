package io.quillmesh.gateway.conversation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.ConversationPage;
import io.quillmesh.gateway.conversation.ConversationPage.Place;
import io.quillmesh.gateway.conversation.ConversationPage.Query;
import io.quillmesh.gateway.conversation.ConversationSummary;
import io.quillmesh.gateway.conversation.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Parts of a person's list of conversations. */
class ListingTest {
  private static final Owner ANNA = new Owner("anna", "");

  private final Lists lists = new Lists();

  @Test
  void theMostRecentComeFirstPartByPart() {
    // Given
    for (int number = 0; number < 25; number++) {
      put(ANNA, number, "Title " + number, number);
    }

    // Then
    assertThat(pages("", 10)).containsExactlyElementsOf(numbers(24, 0));
    assertThat(pages("", 25)).containsExactlyElementsOf(numbers(24, 0));
    assertThat(read("", 25, null).next()).isNull();
    assertThat(read("", 24, null).next()).isNotNull();
  }

  @Test
  void conversationsOfOneMomentAreInOneOrder() {
    // Given
    for (int number = 0; number < 7; number++) {
      put(ANNA, number, "Title", 5);
    }

    // Then
    assertThat(pages("", 2)).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void whatHappensMeanwhileDoublesNothingAndLosesNothing() {
    // Given
    for (int number = 0; number < 9; number++) {
      put(ANNA, number, "Title", number);
    }
    ConversationPage first = read("", 3, null);

    // When one moves up, one that was shown is erased, and one is new
    put(ANNA, 2, "Title", 100);
    lists.entries.remove(Listing.key(ANNA, id(6)));
    put(ANNA, 50, "New", 101);

    // Then
    ConversationPage second = read("", 3, first.next());
    assertThat(ids(first)).containsExactly(id(8), id(7), id(6));
    assertThat(ids(second)).containsExactly(id(5), id(4), id(3));
    assertThat(ids(read("", 3, second.next()))).containsExactly(id(1), id(0));
  }

  @Test
  void onlyTitlesWithAllWordsAreListed() {
    // Given
    put(ANNA, 1, "Fog over London", 1);
    put(ANNA, 2, "伦敦游记", 2);
    put(ANNA, 3, "London in rain", 3);
    put(ANNA, 4, "Paris", 4);

    // Then
    assertThat(pages("LONDON", 1)).containsExactly(id(3), id(1));
    assertThat(pages("fog london", 10)).containsExactly(id(1));
    assertThat(pages("倫敦", 10)).containsExactly(id(2));
    assertThat(pages("Rome", 10)).isEmpty();
  }

  @Test
  void anothersAreNotListed() {
    // Given
    put(new Owner("ann", ""), 1, "Title", 1);
    put(new Owner("anna", "tenant"), 2, "Title", 2);
    put(new Owner("annab", ""), 3, "Title", 3);
    put(ANNA, 4, "Title", 4);

    // Then
    assertThat(pages("", 10)).containsExactly(id(4));
  }

  @Test
  void aCursorLeadsBackToItsPlace() {
    Place place = new Place(Instant.parse("2026-11-30T12:00:00.123Z"), id(1));

    assertThat(Place.ofCursor(place.toCursor())).contains(place);
    for (String bad : List.of("", "x", "!", "bm90aGluZw", "bm90IGE", "MjAyNg")) {
      assertThat(Place.ofCursor(bad)).as(bad).isEmpty();
    }
  }

  /** All of a list, read part by part. */
  private List<String> pages(String text, int limit) {
    List<String> all = new ArrayList<>();
    Place after = null;
    do {
      ConversationPage page = read(text, limit, after);
      assertThat(page.conversations()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(ids(page));
      assertThat(all).as("of 25 at most").hasSizeLessThanOrEqualTo(25);
      after = page.next();
    } while (after != null);
    return all;
  }

  private ConversationPage read(String text, int limit, @Nullable Place after) {
    return Listing.read(lists, ANNA, new Query(text, limit, after));
  }

  private static List<String> ids(ConversationPage page) {
    return page.conversations().stream().map(ConversationSummary::id).toList();
  }

  private static List<String> numbers(int from, int to) {
    List<String> ids = new ArrayList<>();
    for (int number = from; number >= to; number--) {
      ids.add(id(number));
    }
    return ids;
  }

  /** Its order is not that of the times. */
  private static String id(int number) {
    return "%08x".formatted(Integer.reverse(number));
  }

  private void put(Owner owner, int number, String title, long second) {
    Listing listing = new Listing(title, Instant.EPOCH, Instant.ofEpochSecond(second));
    lists.entries.put(Listing.key(owner, id(number)), listing.toBytes());
  }

  /** A store in memory. */
  private static final class Lists implements ReadOnlyKeyValueStore<String, byte[]> {
    final TreeMap<String, byte[]> entries = new TreeMap<>();

    @Override
    public byte @Nullable [] get(String key) {
      return entries.get(key);
    }

    @Override
    public KeyValueIterator<String, byte[]> range(String from, String to) {
      return iterator(entries.subMap(from, true, to, true));
    }

    @Override
    public KeyValueIterator<String, byte[]> all() {
      return iterator(entries);
    }

    @Override
    public long approximateNumEntries() {
      return entries.size();
    }

    private static KeyValueIterator<String, byte[]> iterator(Map<String, byte[]> part) {
      Iterator<Map.Entry<String, byte[]>> entries = part.entrySet().iterator();
      return new KeyValueIterator<>() {
        @Override
        public boolean hasNext() {
          return entries.hasNext();
        }

        @Override
        public KeyValue<String, byte[]> next() {
          Map.Entry<String, byte[]> entry = entries.next();
          return KeyValue.pair(entry.getKey(), entry.getValue());
        }

        @Override
        public String peekNextKey() {
          throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
      };
    }
  }
}
