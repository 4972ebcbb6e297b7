package io.quillmesh.agent.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommitManagerTest {
  private static final TopicPartition ONE = new TopicPartition("topic", 1);
  private static final TopicPartition TWO = new TopicPartition("topic", 2);

  private final Deque<Exception> refused = new ArrayDeque<>();
  private Runnable meanwhile = () -> {};
  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>("earliest") {
        @Override
        public synchronized void commitAsync(
            Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
          meanwhile.run();
          meanwhile = () -> {};
          Exception refusal = refused.poll();
          if (refusal == null) {
            super.commitAsync(offsets, callback);
          } else {
            callback.onComplete(offsets, refusal);
          }
        }
      };
  private final CommitManager commits = new CommitManager(Duration.ZERO);

  @BeforeEach
  void assign() {
    consumer.assign(List.of(ONE, TWO));
  }

  private long committed(TopicPartition partition) {
    var offset = consumer.committed(Set.of(partition)).get(partition);
    return offset == null ? 0 : offset.offset();
  }

  @Test
  void allThatIsDoneIsCommittedAtOnce() throws InterruptedException {
    commits.acknowledged(ONE, 8);
    commits.acknowledged(ONE, 9);
    commits.acknowledged(TWO, 19);

    commits.commit(consumer);

    assertThat(committed(ONE)).isEqualTo(10);
    assertThat(committed(TWO)).isEqualTo(20);
    assertThat(commits.awaitSettled(Duration.ZERO)).isTrue();
  }

  @Test
  void nothingIsCommittedAgainSoSoon() {
    CommitManager seldom = new CommitManager(Duration.ofDays(1));
    seldom.acknowledged(ONE, 9);
    seldom.commit(consumer);
    seldom.acknowledged(ONE, 10);

    seldom.commit(consumer);

    assertThat(committed(ONE)).isEqualTo(10);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatWasRefusedIsCommittedTheNextTime(RuntimeException failure) {
    commits.acknowledged(ONE, 9);
    refused.add(failure);
    commits.commit(consumer);
    assertThat(committed(ONE)).isZero();

    commits.commit(consumer);

    assertThat(committed(ONE)).isEqualTo(10);
  }

  static List<RuntimeException> failures() {
    return List.of(
        new RebalanceInProgressException(),
        new RetriableCommitFailedException("no coordinator"),
        new CommitFailedException());
  }

  @Test
  void whatIsCommittedIsNotCommittedAgain() {
    commits.acknowledged(ONE, 9);
    commits.commit(consumer);
    refused.add(new IllegalStateException("committed again"));

    commits.commit(consumer);

    assertThat(refused).hasSize(1);
  }

  @Test
  void whatEndsWhileACommitIsUnderWayIsLeftToTheNext() throws InterruptedException {
    commits.acknowledged(ONE, 9);
    meanwhile = () -> commits.acknowledged(ONE, 10);
    commits.commit(consumer);
    assertThat(commits.awaitSettled(Duration.ZERO)).isFalse();

    commits.commit(consumer);

    assertThat(committed(ONE)).isEqualTo(11);
  }

  @Test
  void aPartitionThatGoesIsCommittedFirstAndThenForgotten() throws InterruptedException {
    commits.acknowledged(ONE, 9);
    commits.acknowledged(TWO, 19);

    commits.settle(consumer, List.of(ONE));

    assertThat(committed(ONE)).isEqualTo(10);
    assertThat(committed(TWO)).isZero();
    assertThat(commits.awaitSettled(Duration.ZERO)).isFalse();
    commits.commit(consumer);
    assertThat(commits.awaitSettled(Duration.ZERO)).isTrue();
  }
}
