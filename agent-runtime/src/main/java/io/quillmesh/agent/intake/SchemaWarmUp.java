package io.quillmesh.agent.intake;

import io.quillmesh.agent.kafka.Publisher;
import io.quillmesh.agent.retry.BackgroundTask;
import io.quillmesh.agent.retry.StoppingException;
import io.quillmesh.schemas.Topic;
import java.util.List;

/**
 * Loads the schemas that this agent writes, before a person waits for them. While the registry is
 * out of reach it keeps trying, and the instance is not ready.
 */
final class SchemaWarmUp extends BackgroundTask {
  private final Publisher publisher;
  private final List<Topic<?>> topics;
  private final Runnable registered;
  private volatile boolean done;

  /**
   * @param registered returns when the registry has them
   */
  SchemaWarmUp(Publisher publisher, List<Topic<?>> topics, Runnable registered) {
    super("schema-warm-up");
    this.publisher = publisher;
    this.topics = topics;
    this.registered = registered;
  }

  @Override
  protected void run() {
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
}
