package io.quillmesh.gateway.conversation.snapshot;

import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.state.Header;
import io.quillmesh.gateway.conversation.state.Header.Epoch;
import java.util.List;

/**
 * Whether a client's cursor is still valid. Frames are shown before they are committed, so a
 * crashed epoch may have numbered frames whose numbers the next epoch uses again.
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
    List<Epoch> epochs = header.numbering().epochs();
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
    List<Long> runs = header.numbering().runs();
    return next > last || (!runs.isEmpty() && next >= runs.getFirst());
  }

  /** The epoch that numbered a frame; before the first frame, the first epoch. */
  static String epochAt(Header header, long sequence) {
    String epoch = "";
    for (Epoch it : header.numbering().epochs()) {
      if (epoch.isEmpty() || it.firstSequence() <= sequence) {
        epoch = it.id();
      }
    }
    return epoch;
  }
}
