package io.quillmesh.gateway.conversation.snapshot;

import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.state.Header;
import io.quillmesh.gateway.conversation.state.Header.Epoch;
import java.util.List;

/**
 * Whether a client's place is still a place. Frames are shown before they are committed, so an
 * epoch that ended badly may have numbered frames that the next one numbers anew.
 */
final class Cursors {
  private Cursors() {}

  /**
   * Whether a client with this cursor has seen exactly the frames up to it, and the rest is kept.
   */
  static boolean isExact(Header header, Cursor cursor, long last) {
    if (cursor.sequence() > last) {
      return false;
    }
    List<Epoch> epochs = header.epochs();
    for (int i = 0; i < epochs.size(); i++) {
      if (epochs.get(i).id().equals(cursor.epoch())) {
        boolean superseded =
            i + 1 < epochs.size() && cursor.sequence() >= epochs.get(i + 1).firstSequence();
        return !superseded && isKept(header, cursor.sequence() + 1, last);
      }
    }
    return false;
  }

  private static boolean isKept(Header header, long next, long last) {
    return next > last || (!header.runs().isEmpty() && next >= header.runs().getFirst());
  }

  /** Who numbered a frame; for the place before the first, who will have numbered it. */
  static String epochAt(Header header, long sequence) {
    String epoch = "";
    for (Epoch it : header.epochs()) {
      if (epoch.isEmpty() || it.firstSequence() <= sequence) {
        epoch = it.id();
      }
    }
    return epoch;
  }
}
