package io.quillmesh.agent.intake;

import io.quillmesh.agent.kafka.SupervisedContainer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts to take records. A stop takes no more, finishes what is at work as far as time allows,
 * commits, and leaves the group. What is not finished stays uncommitted, and another instance does
 * it.
 */
final class AgentLifecycle implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(AgentLifecycle.class);
  private static final Duration GIVING_UP = Duration.ofSeconds(2);

  /** Longer than a rebalance that waits for a dead member. */
  private static final Duration COMMITTING = Duration.ofSeconds(10);

  private final SupervisedContainer container;
  private final Intake intake;
  private final CommitManager commits;
  private final InFlight inFlight;
  private final Duration drainTimeout;
  private volatile boolean running;

  AgentLifecycle(
      SupervisedContainer container,
      Intake intake,
      CommitManager commits,
      InFlight inFlight,
      Duration drainTimeout) {
    this.container = container;
    this.intake = intake;
    this.commits = commits;
    this.inFlight = inFlight;
    this.drainTimeout = drainTimeout;
  }

  /** The container starts by itself, once what the agent needs is there. */
  @Override
  public void start() {
    running = true;
    inFlight.open();
  }

  /**
   * Returns when everything is done. Its own setting limits it, not Spring's for a phase: after
   * that one, Spring would close producers that are still in use.
   */
  @Override
  public void stop() {
    inFlight.drain();
    int atWork = inFlight.count();
    log.atInfo().addKeyValue("atWork", atWork).log("Stopping; finishing what is at work");
    try {
      if (!inFlight.awaitEmpty(drainTimeout)) {
        log.atWarn()
            .addKeyValue("atWork", inFlight.count())
            .log("Not finished in time; another instance will do it again");
        intake.interrupt();
        inFlight.awaitEmpty(GIVING_UP);
      }
      if (!commits.awaitSettled(COMMITTING)) {
        log.atWarn().log("Finished work is not committed yet; it may be done again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      intake.interrupt();
    }
    // Leaves the group at once.
    container.stop();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Below the web server's, so that health can be asked while this drains. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 100;
  }
}
