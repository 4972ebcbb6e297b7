package io.quillmesh.agent.intake;

import io.quillmesh.agent.kafka.Publisher;
import io.quillmesh.agent.retry.StoppingException;
import io.quillmesh.schemas.Topic;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Loads the schemas that this agent writes, before a person waits for them. While the registry is
 * out of reach it keeps trying, and the instance is not ready.
 */
final class SchemaWarmUp implements SmartLifecycle {
  private final Publisher publisher;
  private final List<Topic<?>> topics;
  private final Runnable registered;
  private volatile boolean done;
  private @Nullable Thread thread;

  /**
   * @param registered returns when the registry has them
   */
  SchemaWarmUp(Publisher publisher, List<Topic<?>> topics, Runnable registered) {
    this.publisher = publisher;
    this.topics = topics;
    this.registered = registered;
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("schema-warm-up").start(this::learn);
  }

  private void learn() {
    try {
      registered.run();
      topics.forEach(publisher::prepare);
      done = true;
    } catch (StoppingException e) {
      // This instance stops and needs them no more.
    }
  }

  /** Whether all are known. */
  boolean isDone() {
    return done;
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
