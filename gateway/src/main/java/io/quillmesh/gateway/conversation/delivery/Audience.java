package io.quillmesh.gateway.conversation.delivery;

import io.quillmesh.gateway.conversation.FrameListener.EndReason;
import io.quillmesh.gateway.conversation.effects.Effects;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Who watches which conversation on this instance, and who waits for one to come to be. */
public final class Audience {
  private final Map<String, List<Subscription>> watching = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Void>> expecting = new ConcurrentHashMap<>();

  public void add(Subscription subscription) {
    watching.compute(
        subscription.conversationId(),
        (_, others) -> {
          List<Subscription> all = others == null ? new CopyOnWriteArrayList<>() : others;
          all.add(subscription);
          return all;
        });
  }

  public void remove(Subscription subscription) {
    subscription.detach();
    watching.computeIfPresent(
        subscription.conversationId(),
        (_, all) -> {
          all.remove(subscription);
          return all.isEmpty() ? null : all;
        });
  }

  /** Done when anything happens to the conversation, be it that its partition goes elsewhere. */
  public CompletableFuture<Void> nextStep(String conversationId) {
    return expecting.computeIfAbsent(conversationId, _ -> new CompletableFuture<>());
  }

  /** Shows a step to those who watch. Returns at once. */
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
    stepped(effects.conversationId());
  }

  /** Sends away those who watch what is no longer this instance's. */
  public void endAll(Predicate<String> conversations) {
    watching.keySet().stream().filter(conversations).forEach(id -> end(id, EndReason.MOVED));
    expecting.keySet().stream().filter(conversations).forEach(this::stepped);
  }

  private void end(String conversationId, EndReason reason) {
    List<Subscription> ended = watching.remove(conversationId);
    if (ended != null) {
      ended.forEach(subscription -> subscription.end(reason));
    }
  }

  private void stepped(String conversationId) {
    CompletableFuture<Void> expected = expecting.remove(conversationId);
    if (expected != null) {
      // Elsewhere: those who wait go on to read what this thread may be writing.
      expected.completeAsync(() -> null);
    }
  }
}
