package io.quillmesh.agent.model;

import io.quillmesh.agent.retry.StoppingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Rehearses a model call while the application starts, in the background. */
final class Rehearsal implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);

  private final Models models;
  private @Nullable Thread thread;

  Rehearsal(Models models) {
    this.models = models;
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("rehearsal").start(this::rehearse);
  }

  private void rehearse() {
    try {
      models.rehearse();
    } catch (ModelFailure e) {
      log.atWarn().setCause(e).log("The rehearsal of a model call failed");
    } catch (StoppingException e) {
      // Then there is nothing to rehearse for.
    }
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
