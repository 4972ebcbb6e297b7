package io.quillmesh.reply.pairing;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Kafka Streams from the start of the application to its stop. It starts as soon as its topics are
 * there, however late a broker comes up.
 */
final class PairingStreams implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(PairingStreams.class);
  private static final Duration BREATH = Duration.ofSeconds(1);

  private final KafkaStreams streams;
  private final SourceTopics topics;
  private final StopSignal stopSignal;
  private final Duration stopTimeout;
  private final AtomicReference<@Nullable Thread> starter = new AtomicReference<>();
  private volatile boolean failing;

  PairingStreams(
      Topology topology,
      Properties settings,
      SourceTopics topics,
      StopSignal stopSignal,
      Duration stopTimeout) {
    this.streams = new KafkaStreams(topology, settings);
    this.topics = topics;
    this.stopSignal = stopSignal;
    this.stopTimeout = stopTimeout;
    this.streams.setUncaughtExceptionHandler(replaceThread());
    this.streams.setStateListener((now, _) -> {
      if (now == KafkaStreams.State.RUNNING) {
        failing = false;
      }
    });
  }

  private StreamsUncaughtExceptionHandler replaceThread() {
    return failure -> {
      log.atError().setCause(failure).log("A pairing thread failed and is replaced");
      failing = true;
      try {
        stopSignal.sleep(BREATH);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    };
  }

  @Override
  public void start() {
    starter.set(Thread.ofVirtual().name("pairing-start").start(this::startWhenTopicsAreThere));
  }

  private void startWhenTopicsAreThere() {
    try {
      String missing = topics.problem();
      while (missing != null) {
        log.atWarn().addKeyValue("reason", missing).log("Waiting for the topics of the pairing");
        stopSignal.sleep(BREATH);
        missing = topics.problem();
      }
      streams.start();
    } catch (InterruptedException e) {
      // It stops before it has begun.
    }
  }

  @Override
  public void stop() {
    stopSignal.stop();
    Thread starting = starter.getAndSet(null);
    try {
      if (starting != null) {
        starting.interrupt();
        starting.join(stopTimeout);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Leaving the group hands its partitions on at once, not after the session time-out.
    boolean stopped =
        streams.close(
            CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(stopTimeout));
    if (!stopped) {
      log.atWarn().addKeyValue("timeout", stopTimeout).log("The pairing did not stop in time");
    }
  }

  @Override
  public boolean isRunning() {
    return starter.get() != null;
  }

  /**
   * Whether a thread has failed and none has taken its place yet; Kafka Streams calls that running.
   */
  boolean isFailing() {
    return failing;
  }

  KafkaStreams.State state() {
    return streams.state();
  }

  KafkaStreams streams() {
    return streams;
  }
}
