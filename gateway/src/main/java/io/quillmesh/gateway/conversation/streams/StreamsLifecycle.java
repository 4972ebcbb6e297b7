package io.quillmesh.gateway.conversation.streams;

import io.quillmesh.gateway.conversation.topology.TaskResources;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.RegistryUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts Kafka Streams when broker, topics and schemas are available, however long that takes, and
 * stops it cleanly. Until then the gateway runs, but is not ready.
 */
public final class StreamsLifecycle implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(StreamsLifecycle.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration CARDS_LIMIT = Duration.ofSeconds(20);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(8);

  private final Provisioned provisioned;
  private final EventCodec codec;
  private final TaskResources shared;
  private final Topology topology;
  private final Properties settings;
  private final CrashMarker marker;
  private final AgentsReading agents;

  private final AtomicReference<@Nullable KafkaStreams> streams = new AtomicReference<>();
  private volatile boolean running;
  private volatile boolean settled;
  private @Nullable Thread starter;

  /** What turns should not start without: the agents that have introduced themselves. */
  @FunctionalInterface
  public interface AgentsReading {
    /** Waits until they are known; returns false if that takes longer than the limit. */
    boolean await(Duration limit) throws InterruptedException;
  }

  public StreamsLifecycle(
      Provisioned provisioned,
      EventCodec codec,
      TaskResources shared,
      Topology topology,
      Properties settings,
      CrashMarker marker,
      AgentsReading agents) {
    this.provisioned = provisioned;
    this.codec = codec;
    this.shared = shared;
    this.topology = topology;
    this.settings = settings;
    this.marker = marker;
    this.agents = agents;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException when the state directory can't be written to
   */
  @Override
  public void start() {
    marker.requireWritable();
    running = true;
    starter = Thread.ofVirtual().name("conversations-start").start(this::startWhenProvisioned);
  }

  private void startWhenProvisioned() {
    try {
      awaitProvisioning();
      if (!agents.await(CARDS_LIMIT)) {
        log.warn("The agents' cards are not read yet; turns begin without declared agents");
      }
      KafkaStreams fresh = new KafkaStreams(topology, settings);
      fresh.setUncaughtExceptionHandler(e -> {
        log.atError()
            .setCause(e)
            .log("A thread that folds conversations failed; another takes its place");
        settled = false;
        rest();
        return StreamThreadExceptionResponse.REPLACE_THREAD;
      });
      fresh.setStateListener((now, _) -> {
        if (now == KafkaStreams.State.RUNNING) {
          settled = true;
        }
      });
      if (marker.begin()) {
        log.warn("The last run was cut off; its state is read from the broker again");
        fresh.cleanUp();
      }
      streams.set(fresh);
      fresh.start();
    } catch (InterruptedException e) {
      log.info("Stopped before there was anything to start with");
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .log("Conversations can't be folded here, and the gateway will not be ready");
    }
  }

  /** The cause of a failure may last, so a thread is replaced at most once a second. */
  private static void rest() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitProvisioning() throws InterruptedException {
    String before = "";
    for (Optional<String> missing = missing(); missing.isPresent(); missing = missing()) {
      if (!missing.get().equals(before)) {
        log.warn("Waiting: {}", missing.get());
        before = missing.get();
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  /** What the start waits for; empty when everything is available. */
  private Optional<String> missing() throws InterruptedException {
    Provisioned.State state = provisioned.look();
    return switch (state) {
      case Provisioned.State.Missing(String what) -> Optional.of(what);
      case Provisioned.State.Complete(int partitions) -> {
        shared.partitions().count(partitions);
        shared.lists().count(partitions);
        yield missingSchemas();
      }
    };
  }

  private Optional<String> missingSchemas() {
    try {
      Schemas.fetchIds(codec);
      return Optional.empty();
    } catch (RegistryUnavailableException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Null before the start and after the stop. */
  public @Nullable KafkaStreams streams() {
    return streams.get();
  }

  /**
   * Whether all partitions that were assigned to this instance at its start, or since one of its
   * threads failed, can be read. It stays ready during a rebalance: partitions that do not move are
   * served, and otherwise the load balancer would drop all instances at the same moment.
   */
  public boolean isReady() {
    KafkaStreams started = streams.get();
    return settled && started != null && started.state().isRunningOrRebalancing();
  }

  @Override
  public void stop() {
    running = false;
    if (starter != null) {
      starter.interrupt();
    }
    KafkaStreams started = streams.getAndSet(null);
    if (started != null) {
      // By default Streams stays a member, and its partitions would wait for the time-out.
      boolean complete =
          started.close(
              CloseOptions.groupMembershipOperation(
                      CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                  .withTimeout(CLOSE_LIMIT));
      if (complete) {
        marker.end();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
