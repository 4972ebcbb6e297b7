package io.quillmesh.agent.kafka;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;

/**
 * A listener container that listens from its start to its stop. spring-kafka stops a container for
 * good when the broker refuses it or an {@link Error} is thrown, and leaves a process that runs,
 * works on nothing and is not restarted; this one starts again. Safe for use by many threads.
 */
public final class SupervisedContainer {
  private static final Logger log = LoggerFactory.getLogger(SupervisedContainer.class);

  /** The cause may last, such as missing rights that somebody has to grant. */
  private static final Duration BEFORE_RESTART = Duration.ofSeconds(5);

  private final KafkaMessageListenerContainer<byte[], byte[]> container;
  private final String name;
  private final IdleListener onIdle;
  private volatile boolean wanted;

  /** Is called when no record came for the idle interval. */
  public interface IdleListener {
    /** For the consumer's own thread. */
    void idle(Consumer<?, ?> consumer);
  }

  /**
   * @param name of its thread and in the log
   */
  public SupervisedContainer(
      String name,
      ConsumerFactory<byte[], byte[]> consumers,
      ContainerProperties properties,
      IdleListener onIdle) {
    this.name = name;
    this.onIdle = onIdle;
    this.container = new KafkaMessageListenerContainer<>(consumers, properties);
    container.setBeanName(name);
    container.setApplicationEventPublisher(this::happened);
  }

  private void happened(Object event) {
    switch (event) {
      case ListenerContainerIdleEvent idle -> onIdle.idle(idle.getConsumer());
      // Without a lock: a stop holds it, and waits for the thread that this runs on.
      case ConsumerStoppedEvent stopped when wanted -> restartLater(stopped.getReason().toString());
      default -> {}
    }
  }

  /** Not on a thread of a shared pool: in a Boot jar such threads do not find our classes. */
  private void restartLater(String reason) {
    Thread.ofVirtual()
        .name("restart-" + name)
        .start(() -> {
          try {
            Thread.sleep(BEFORE_RESTART);
            restart(reason);
          } catch (InterruptedException e) {
            // Nobody interrupts it.
          }
        });
  }

  private synchronized void restart(String reason) {
    if (!wanted) {
      return;
    }
    log.atWarn()
        .addKeyValue("container", name)
        .addKeyValue("reason", reason)
        .log("A consumer had ended by itself, and starts again");
    try {
      container.start();
    } catch (RuntimeException e) {
      log.atError().addKeyValue("container", name).setCause(e).log("It could not start");
      restartLater(reason);
    }
  }

  /** Gets the records. To be set before the start. */
  public void setListener(MessageListener<byte[], byte[]> listener) {
    container.getContainerProperties().setMessageListener(listener);
  }

  /** Begins to listen. */
  public synchronized void start() {
    wanted = true;
    container.start();
  }

  /** Leaves the group, and returns when it has. */
  public synchronized void stop() {
    wanted = false;
    container.stop();
  }

  /** Whether it was started and not stopped. */
  public boolean isStarted() {
    return wanted;
  }

  /** Whether it has a consumer: not while it waits to start again. */
  public boolean isConsuming() {
    return container.isRunning();
  }

  /** Takes no more records from the next poll on, until {@link #resume}. */
  public void pause() {
    container.pause();
  }

  /** Takes records again. */
  public void resume() {
    container.resume();
  }
}
