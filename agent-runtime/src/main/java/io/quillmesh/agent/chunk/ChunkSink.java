package io.quillmesh.agent.chunk;

import io.quillmesh.schemas.TextChunk;
import java.util.concurrent.CompletableFuture;

/** Where chunks go. */
@FunctionalInterface
public interface ChunkSink {
  /** Nowhere. */
  ChunkSink NONE = _ -> CompletableFuture.completedFuture(null);

  /**
   * Takes a chunk, which may get lost, without waiting.
   *
   * @return done when it is there
   */
  CompletableFuture<?> offer(TextChunk chunk);
}
