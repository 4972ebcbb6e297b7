package io.quillmesh.tuning.work;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers what took time to find out. */
public final class Once implements Supplier<String> {
  private final Supplier<String> source;
  private volatile @Nullable String value;

  /** Asks the source at most once, or a few times if several threads ask first. */
  public Once(Supplier<String> source) {
    this.source = source;
  }

  @Override
  public String get() {
    String known = value;
    if (known == null) {
      known = source.get();
      value = known;
    }
    return known;
  }
}
