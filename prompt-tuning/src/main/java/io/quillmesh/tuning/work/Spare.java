package io.quillmesh.tuning.work;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/** Things with a lot of memory that are used again. What is not given back is simply collected. */
public final class Spare<T> {
  private final ConcurrentLinkedDeque<T> free = new ConcurrentLinkedDeque<>();
  private final Supplier<T> create;

  /** New ones are made like this. */
  public Spare(Supplier<T> create) {
    this.create = create;
  }

  /** One that was given back, or a new one. */
  public T take() {
    T spare = free.pollFirst();
    return spare == null ? create.get() : spare;
  }

  /** Says that it is not used any longer. */
  public void giveBack(T thing) {
    free.addFirst(thing);
  }
}
