package io.quillmesh.agent.card;

import io.quillmesh.agent.retry.BackgroundTask;
import io.quillmesh.agent.retry.StoppingException;
import io.quillmesh.schemas.provisioning.SchemaRefusedException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Introduces the agent to the mesh when it starts, in the background: a broker or a registry that
 * is out of reach delays it. Stopping withdraws nothing: the agent may be restarted, or have other
 * instances. An agent that the mesh refuses has its earlier card withdrawn, if nobody else runs it.
 */
public final class Introduction extends BackgroundTask {
  private static final Logger log = LoggerFactory.getLogger(Introduction.class);

  private final String agent;
  private final Steps steps;
  private final CountDownLatch prepared = new CountDownLatch(1);
  private volatile @Nullable String refusal;
  private volatile Runnable onPrepared = () -> {};
  private volatile Runnable onRefusal = () -> {};

  /** What there is to do. Each returns when it is done, and waits for what is out of reach. */
  interface Steps {
    /**
     * Provides what results need.
     *
     * @throws SchemaRefusedException if the agent cannot be part of the mesh
     */
    void prepare();

    /**
     * Publishes the card, if there is one and it is not there.
     *
     * @return whether it was published
     */
    boolean publish();

    /**
     * Withdraws the card that an earlier version of the agent has left, unless another instance
     * runs it.
     *
     * @return whether it was there and is withdrawn
     */
    boolean withdraw();
  }

  Introduction(String agent, Steps steps) {
    super("introduction-" + agent);
    this.agent = agent;
    this.steps = steps;
  }

  /**
   * What is done before the card is published and the mesh asks the agent. To be set before the
   * start.
   *
   * @param action runs on a thread of its own
   */
  public void onPrepared(Runnable action) {
    onPrepared = action;
  }

  /**
   * What is done when the mesh refuses the agent. To be set before the start.
   *
   * @param action runs on a thread of its own
   */
  public void onRefusal(Runnable action) {
    onRefusal = action;
  }

  /** Why the mesh refuses the agent; empty unless it does. */
  public Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** Waits until results can be written. */
  public void awaitPrepared() {
    try {
      prepared.await();
    } catch (InterruptedException e) {
      throw StoppingException.interrupted(e);
    }
  }

  @Override
  protected void run() {
    try {
      steps.prepare();
      prepared.countDown();
      onPrepared.run();
      if (steps.publish()) {
        log.atInfo().addKeyValue("agent", agent).log("The agent's card is published");
      }
    } catch (SchemaRefusedException e) {
      refuse(e);
    } catch (StoppingException e) {
      // It stops, and needs no introduction.
    }
  }

  private void refuse(SchemaRefusedException why) {
    refusal = why.getMessage();
    log.atError()
        .addKeyValue("agent", agent)
        .addKeyValue("reason", why.getMessage())
        .log("The agent does not run: the mesh refuses it");
    onRefusal.run();
    try {
      if (steps.withdraw()) {
        log.atWarn()
            .addKeyValue("agent", agent)
            .log("No instance runs the agent, so its earlier card is withdrawn");
      }
    } catch (StoppingException e) {
      // It stops, and a next start does it.
    }
  }
}
