package io.quillmesh.agent.cancel;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The turns at work here and those that were cancelled recently: a cancellation may arrive before
 * the request that it is for. Safe for use by many threads.
 */
public final class Cancellations {
  private final Map<String, Cancellation> inWork = new HashMap<>();
  private final Map<String, Boolean> recent;
  private volatile boolean listening;

  /**
   * @param remembered how many cancelled turns are remembered, at least 1
   */
  public Cancellations(int remembered) {
    this.recent =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > remembered;
          }
        };
  }

  /** Says whether cancellations arrive from now on. */
  void listening(boolean now) {
    listening = now;
  }

  /** Whether cancellations arrive. */
  public boolean isListening() {
    return listening;
  }

  /** Work on a turn begins; it may be cancelled already. */
  public synchronized Cancellation begin(String turnId) {
    Cancellation cancellation = inWork.computeIfAbsent(turnId, Cancellation::new);
    if (recent.containsKey(turnId)) {
      cancellation.cancel();
    }
    return cancellation;
  }

  /** Work on a turn is over. */
  public synchronized void end(String turnId) {
    inWork.remove(turnId);
  }

  /**
   * Cancels a turn.
   *
   * @return whether it was at work here
   */
  public boolean cancel(String turnId) {
    Cancellation cancellation;
    synchronized (this) {
      recent.put(turnId, true);
      cancellation = inWork.get(turnId);
    }
    if (cancellation != null) {
      cancellation.cancel();
    }
    return cancellation != null;
  }
}
