package io.quillmesh.tuning.encoder;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/** Things with a lot of memory that are used again. What is not given back is simply collected. */
final class Spare<T> {
  private final ConcurrentLinkedDeque<T> free = new ConcurrentLinkedDeque<>();
  private final Supplier<T> create;

  Spare(Supplier<T> create) {
    this.create = create;
  }

  T take() {
    T spare = free.pollFirst();
    return spare == null ? create.get() : spare;
  }

  void giveBack(T thing) {
    free.addFirst(thing);
  }
}
