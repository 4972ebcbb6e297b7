package io.quillmesh.gateway.conversation.delivery;

import io.quillmesh.gateway.conversation.FrameListener.EndReason;
import io.quillmesh.gateway.conversation.effects.Effects;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The clients that watch conversations on this instance, and those that wait for one to be claimed.
 */
public final class Audience {
  private final Map<String, List<Subscription>> watching = new ConcurrentHashMap<>();
  private final Map<String, List<CompletableFuture<Void>>> expecting = new ConcurrentHashMap<>();

  public void add(Subscription subscription) {
    add(watching, subscription.conversationId(), subscription);
  }

  public void remove(Subscription subscription) {
    subscription.detach();
    remove(watching, subscription.conversationId(), subscription);
  }

  /**
   * Done when something happens to the conversation, or its partition moves; failed when neither
   * happens in time.
   */
  public CompletableFuture<Void> nextEffects(String conversationId, Duration limit) {
    CompletableFuture<Void> next = new CompletableFuture<>();
    add(expecting, conversationId, next);
    // Otherwise an entry whose claim is never folded would stay for ever.
    var _ =
        next.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((_, _) -> remove(expecting, conversationId, next));
    return next;
  }

  /** For tests: whether somebody waits for the conversation. */
  boolean isExpected(String conversationId) {
    return expecting.containsKey(conversationId);
  }

  /** Shows effects to those who watch. Returns at once. */
  public void show(Effects effects) {
    for (Subscription subscription : watching.getOrDefault(effects.conversationId(), List.of())) {
      effects.frames().forEach(subscription::frame);
      for (Effects.Notice notice : effects.notices()) {
        if (notice.connectionId().equals(subscription.connectionId())) {
          subscription.frame(notice.frame());
        }
      }
    }
    if (effects.erased()) {
      end(effects.conversationId(), EndReason.ERASED);
    }
    happened(effects.conversationId());
  }

  /** Sends away the clients of conversations that this instance no longer hosts. */
  public void endAll(Predicate<String> conversations) {
    watching.keySet().stream().filter(conversations).forEach(id -> end(id, EndReason.MOVED));
    expecting.keySet().stream().filter(conversations).forEach(this::happened);
  }

  private void end(String conversationId, EndReason reason) {
    List<Subscription> ended = watching.remove(conversationId);
    if (ended != null) {
      ended.forEach(subscription -> subscription.end(reason));
    }
  }

  private void happened(String conversationId) {
    List<CompletableFuture<Void>> expected = expecting.remove(conversationId);
    if (expected != null) {
      // On another thread, because those who wait read next what this thread may be writing.
      expected.forEach(next -> next.completeAsync(() -> null));
    }
  }

  private static <T> void add(Map<String, List<T>> all, String conversationId, T one) {
    all.compute(
        conversationId,
        (_, others) -> {
          List<T> those = others == null ? new CopyOnWriteArrayList<>() : others;
          those.add(one);
          return those;
        });
  }

  private static <T> void remove(Map<String, List<T>> all, String conversationId, T one) {
    all.computeIfPresent(
        conversationId,
        (_, those) -> {
          those.remove(one);
          return those.isEmpty() ? null : those;
        });
  }
}
