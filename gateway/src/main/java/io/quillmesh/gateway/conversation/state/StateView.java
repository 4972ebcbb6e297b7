package io.quillmesh.gateway.conversation.state;

import org.jspecify.annotations.Nullable;

/** The stored pieces, by key. */
@FunctionalInterface
public interface StateView {

  /** The piece under a key; null when there is none. */
  byte @Nullable [] get(String key);
}
