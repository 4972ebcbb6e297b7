package io.quillmesh.agent.model;

import io.quillmesh.agent.TurnCancelledException;
import io.quillmesh.agent.retry.StoppingException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Rehearses a model call while the application starts, in the background. */
final class Rehearsal implements SmartLifecycle {
  private final Models models;
  private @Nullable Thread thread;

  Rehearsal(Models models) {
    this.models = models;
  }

  @Override
  public void start() {
    thread =
        Thread.ofVirtual()
            .name("rehearsal")
            .start(() -> {
              try {
                models.rehearse();
              } catch (StoppingException | TurnCancelledException e) {
                // Then there is nothing to rehearse for.
              }
            });
  }

  @Override
  public void stop() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      thread = null;
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
