package io.quillmesh.agent.cancel;

import io.quillmesh.agent.kafka.SupervisedContainer;
import org.springframework.context.SmartLifecycle;

/** Listens from before the first record is taken until the last one is done. */
final class CancellationLifecycle implements SmartLifecycle {
  private final SupervisedContainer container;
  private final CancellationListener listener;

  CancellationLifecycle(SupervisedContainer container, CancellationListener listener) {
    this.container = container;
    this.listener = listener;
  }

  @Override
  public void start() {
    container.start();
  }

  @Override
  public void stop() {
    container.stop();
    listener.interrupt();
  }

  @Override
  public boolean isRunning() {
    return container.isStarted();
  }

  /** Started before the intake, stopped after it. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 200;
  }
}
