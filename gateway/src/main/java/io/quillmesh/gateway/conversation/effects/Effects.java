package io.quillmesh.gateway.conversation.effects;

import io.quillmesh.gateway.conversation.Frame;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one event leads to. All of it is done, or nothing.
 *
 * @param erased whether all pieces of the conversation are deleted before anything is written
 * @param writes pieces by key, frames included; null deletes one
 * @param records the records to emit
 * @param frames what clients are shown, in order
 * @param notices what single connections are told
 * @param wakeUp when the conversation needs the clock next
 */
public record Effects(
    String conversationId,
    boolean erased,
    Map<String, byte @Nullable []> writes,
    List<Outgoing<?>> records,
    List<Frame> frames,
    List<Notice> notices,
    WakeUp wakeUp) {

  /** Something for one connection alone. */
  public record Notice(String connectionId, Frame frame) {}

  /** When a conversation needs the clock. */
  public sealed interface WakeUp {
    /** As it was before. */
    record Unchanged() implements WakeUp {}

    /** It waits for nothing. */
    record Never() implements WakeUp {}

    /** A deadline. */
    record At(Instant deadline) implements WakeUp {}
  }
}
