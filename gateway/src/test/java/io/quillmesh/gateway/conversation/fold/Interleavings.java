package io.quillmesh.gateway.conversation.fold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** The orders in which records of several topics can come: each topic keeps its own order. */
final class Interleavings {
  private final List<List<Input>> topics;

  private Interleavings(List<List<Input>> topics) {
    this.topics = topics;
  }

  @SafeVarargs
  static Interleavings of(List<Input>... topics) {
    return new Interleavings(Arrays.asList(topics));
  }

  /** Folds every order; shared beginnings are folded once. Returns how many there are. */
  int forEach(Folding before, Consumer<Folding> check) {
    return forEach(before, new int[topics.size()], check);
  }

  private int forEach(Folding before, int[] taken, Consumer<Folding> check) {
    int found = 0;
    boolean more = false;
    for (int topic = 0; topic < topics.size(); topic++) {
      if (taken[topic] < topics.get(topic).size()) {
        more = true;
        Folding after = before.copy();
        after.apply(topics.get(topic).get(taken[topic]));
        taken[topic]++;
        found += forEach(after, taken, check);
        taken[topic]--;
      }
    }
    if (!more) {
      check.accept(before);
      return 1;
    }
    return found;
  }

  /** One order. */
  List<Input> any(Random random) {
    List<List<Input>> left = new ArrayList<>();
    topics.forEach(topic -> left.add(new ArrayList<>(topic)));
    List<Input> order = new ArrayList<>();
    left.removeIf(List::isEmpty);
    while (!left.isEmpty()) {
      List<Input> topic = left.get(random.nextInt(left.size()));
      order.add(topic.removeFirst());
      left.removeIf(List::isEmpty);
    }
    return order;
  }
}
