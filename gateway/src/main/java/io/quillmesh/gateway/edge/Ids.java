package io.quillmesh.gateway.edge;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ids that clients send. */
final class Ids {
  private static final Pattern UUID =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  /** Ids travel in every frame: they must not grow without bound. */
  static final int MAX_LENGTH = 128;

  private Ids() {}

  static boolean isUuid(@Nullable String id) {
    return id != null && UUID.matcher(id).matches();
  }

  /** A conversation's id in its one spelling, lower case; empty when it is none. */
  static Optional<String> conversation(@Nullable String id) {
    return id != null && isUuid(id) ? Optional.of(id.toLowerCase(Locale.ROOT)) : Optional.empty();
  }
}
