package io.quillmesh.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.schemas.ReplyComposed;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.TurnStarted;
import io.quillmesh.schemas.deadletter.ReplayHeaders;
import io.quillmesh.testing.KafkaAndRegistry;
import io.quillmesh.testing.WithKafkaAndRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Many records at work at once: limits, order of commits, rebalances, stops. */
@WithKafkaAndRegistry
class ConcurrencyTest {
  private final TestAgent agent;
  private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
  private final Semaphore begun = new Semaphore(0);
  private final AtomicInteger atWork = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final Set<String> starts = ConcurrentHashMap.newKeySet();
  private final AtomicInteger startCount = new AtomicInteger();

  ConcurrencyTest(KafkaAndRegistry mesh) {
    this.agent = new TestAgent(mesh, this::perform);
  }

  @AfterEach
  void close() {
    gates.values().forEach(CountDownLatch::countDown);
    agent.close();
  }

  /** Waits at its turn's gate, where the test has set up one. */
  private ReplyComposed perform(TurnStarted request, AgentContext context) {
    Turn turn = request.getTurn();
    starts.add(turn.getTurnId());
    startCount.incrementAndGet();
    most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
    begun.release();
    try {
      CountDownLatch gate = gates.get(turn.getTurnId());
      if (gate != null) {
        gate.await();
      }
      return TestAgent.reply(turn, context, "done", "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      atWork.decrementAndGet();
    }
  }

  private List<Turn> gated(int count) {
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Turn turn = TestAgent.turn();
      gates.put(turn.getTurnId(), new CountDownLatch(1));
      turns.add(turn);
    }
    return turns;
  }

  private void open(Turn turn) {
    gates.computeIfAbsent(turn.getTurnId(), _ -> new CountDownLatch(1)).countDown();
  }

  private Reader<String> results() {
    return new Reader<>(
        agent.mesh.bootstrapServers(),
        agent.output.name(),
        record -> agent.codec.decode(agent.output, record.value()).getTurnId());
  }

  @Test
  void moreRecordsAreAtWorkThanThereArePartitions() throws InterruptedException {
    agent.start();
    List<Turn> turns = gated(50);
    try (var results = results()) {
      turns.forEach(agent::send);

      begun.acquire(50);
      assertThat(atWork).hasValue(50);

      turns.forEach(this::open);
      assertThat(results.await(50)).hasSize(50).doesNotHaveDuplicates();
    }
  }

  @Test
  void neverMoreThanTheLimitAndInTheEndAll() throws InterruptedException {
    agent.with("MAX_IN_FLIGHT=5");
    List<Turn> turns = gated(200);
    turns.forEach(agent::send);
    agent.start();
    try (var results = results()) {
      begun.acquire(5);
      turns.forEach(this::open);

      assertThat(results.await(200)).hasSize(200).doesNotHaveDuplicates();
      assertThat(most.get()).isLessThanOrEqualTo(5);
    }
  }

  /** They end while the consumer's thread is still busy with the pause that they caused. */
  @Test
  void recordsThatAreDoneAtOnceDoNotUpsetTheConsumer() {
    agent.with("MAX_IN_FLIGHT=1");
    Headers forAnother = ReplayHeaders.of(new RecordHeaders(), "another-group", "letter");
    // More than one poll brings.
    for (int i = 0; i < 1000; i++) {
      agent.await(new ProducerRecord<>(agent.input.name(), 0, null, null, new byte[0], forAnother));
    }
    Turn last = TestAgent.turn();
    agent.send(0, last);
    try (var results = results()) {
      agent.start();

      assertThat(results.await(1)).containsExactly(last.getTurnId());
    }
  }

  @Test
  void whatIsDoneBehindAnOpenRecordIsNotCommittedBeforeIt() throws InterruptedException {
    ConfigurableApplicationContext instance = agent.with("DRAIN_TIMEOUT=0s").start();
    List<Turn> turns = gated(3);
    try (var results = results()) {
      turns.forEach(turn -> agent.send(0, turn));
      begun.acquire(3);
      open(turns.get(2));
      open(turns.get(1));
      results.await(2);

      instance.close();

      assertThat(agent.committed()).isZero();
    }
    open(turns.get(0));
    begun.drainPermits();
    try (var results = results()) {
      agent.start();

      assertThat(results.await(3)).hasSize(3);
    }
  }

  @Test
  void aStopFinishesWhatIsAtWorkCommitsItAndLeavesTheGroup() throws InterruptedException {
    ConfigurableApplicationContext instance = agent.start();
    List<Turn> turns = gated(20);
    try (var results = results()) {
      turns.forEach(agent::send);
      begun.acquire(20);

      Thread stop = Thread.startVirtualThread(instance::close);
      turns.forEach(this::open);
      stop.join();

      assertThat(results.await(20)).hasSize(20);
      assertThat(agent.committed()).isEqualTo(agent.written()).isEqualTo(20);
      assertThat(agent.members()).isZero();
    }
  }

  @Test
  void aTurnThatComesTwiceIsStartedOnce() throws InterruptedException {
    ConfigurableApplicationContext instance = agent.start();
    Turn twice = gated(1).getFirst();
    Turn after = TestAgent.turn();
    try (var results = results()) {
      agent.send(0, twice);
      agent.send(1, twice);
      agent.send(1, after);
      begun.acquire(2);
      open(twice);

      assertThat(results.await(2)).containsExactlyInAnyOrder(twice.getTurnId(), after.getTurnId());
      instance.close();
      assertThat(startCount).hasValue(2);
      assertThat(agent.committed()).isEqualTo(3);
    }
  }

  @Test
  void whenInstancesComeAndGoNothingIsLostAndNoCommitGoesBack() throws InterruptedException {
    ConfigurableApplicationContext first = agent.start();
    List<Turn> early = gated(40);
    List<Turn> late = gated(40);
    try (var results = results()) {
      early.forEach(agent::send);
      begun.acquire(40);

      // Takes over half of the partitions, and with them what is at work on the first.
      agent.start();
      early.forEach(this::open);
      late.forEach(agent::send);
      late.forEach(this::open);
      results.await(found -> Set.copyOf(found).size() == 80);
      long committed = agent.committed();
      first.close();

      assertThat(agent.committed()).isGreaterThanOrEqualTo(committed);
      Turn last = TestAgent.turn();
      agent.send(last);
      results.await(found -> found.contains(last.getTurnId()));
    }
    agent.stop();
    assertThat(starts).hasSize(81);
    assertThat(agent.committed()).isEqualTo(agent.written()).isEqualTo(81);
  }
}
