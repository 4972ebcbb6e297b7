package io.quillmesh.gateway.conversation.effects;

import io.quillmesh.gateway.conversation.Frame;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one event makes of a conversation: all of it, or nothing.
 *
 * @param erased whether everything kept of the conversation goes before anything is written
 * @param writes pieces by key; null takes one away. The frames are among them
 * @param records what others are told
 * @param frames what the clients are shown, in order
 * @param notices what single connections are told
 * @param wakeUp when the clock matters next
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

  /** When a conversation has to be told the time. */
  public sealed interface WakeUp {
    /** As it was before. */
    record Unchanged() implements WakeUp {}

    /** Nothing is waited for. */
    record Never() implements WakeUp {}

    /** A deadline. */
    record At(Instant deadline) implements WakeUp {}
  }
}
