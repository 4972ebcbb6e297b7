package io.quillmesh.tuning.encoder;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers what took time to find out. */
final class Once implements Supplier<String> {
  private final Supplier<String> source;
  private volatile @Nullable String value;

  Once(Supplier<String> source) {
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
