package io.quillmesh.agent.retry;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Something that begins when the application starts, and delays nothing. Stopping interrupts it.
 */
public abstract class BackgroundTask implements SmartLifecycle {
  private final String name;
  private @Nullable Thread thread;

  /**
   * @param name of its thread
   */
  protected BackgroundTask(String name) {
    this.name = name;
  }

  /** Runs once after each start, on a virtual thread. */
  protected abstract void run();

  @Override
  public void start() {
    thread = Thread.ofVirtual().name(name).start(this::run);
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
