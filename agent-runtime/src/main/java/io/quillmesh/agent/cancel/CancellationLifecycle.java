package io.quillmesh.agent.cancel;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/** Listens from before the first record is taken until the last one is done. */
final class CancellationLifecycle implements SmartLifecycle {
  private final KafkaMessageListenerContainer<byte[], byte[]> container;
  private final CancellationListener listener;

  CancellationLifecycle(
      KafkaMessageListenerContainer<byte[], byte[]> container, CancellationListener listener) {
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
    return container.isRunning();
  }

  /** Started before the intake, stopped after it. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 200;
  }
}
