package io.quillmesh.agent.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitsTest {
  private static final TopicPartition ONE = new TopicPartition("topic", 1);
  private static final TopicPartition TWO = new TopicPartition("topic", 2);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final Commits commits = new Commits();

  @BeforeEach
  void assign() {
    consumer.assign(List.of(ONE, TWO));
  }

  private static Map<TopicPartition, OffsetAndMetadata> offset(
      TopicPartition partition, long next) {
    return Map.of(partition, new OffsetAndMetadata(next));
  }

  private long committed(TopicPartition partition) {
    var offset = consumer.committed(Set.of(partition)).get(partition);
    return offset == null ? 0 : offset.offset();
  }

  @Test
  void whatARebalanceRefusedIsCommittedAfterIt() {
    commits.acknowledged(ONE, 9);
    commits.onComplete(offset(ONE, 10), new RebalanceInProgressException());

    commits.rebalanced(consumer);

    assertThat(committed(ONE)).isEqualTo(10);
  }

  @Test
  void whatIsCommittedIsNotCommittedAgain() {
    commits.acknowledged(ONE, 9);
    commits.onComplete(offset(ONE, 10), null);

    commits.rebalanced(consumer);

    assertThat(committed(ONE)).isZero();
  }

  @Test
  void anOlderCommitThatSucceedsLateDoesNotHideThatANewerOneFailed() {
    commits.acknowledged(ONE, 9);
    commits.acknowledged(ONE, 19);
    commits.onComplete(offset(ONE, 20), new CommitFailedException());
    commits.onComplete(offset(ONE, 10), null);

    commits.rebalanced(consumer);

    assertThat(committed(ONE)).isEqualTo(20);
  }

  @Test
  void aPartitionThatGoesIsCommittedFirstAndThenForgotten() throws InterruptedException {
    commits.acknowledged(ONE, 9);
    commits.acknowledged(TWO, 19);

    commits.settle(consumer, List.of(ONE));

    assertThat(committed(ONE)).isEqualTo(10);
    assertThat(committed(TWO)).isZero();
    assertThat(commits.awaitSettled(Duration.ZERO)).isFalse();
    commits.onComplete(offset(TWO, 20), null);
    assertThat(commits.awaitSettled(Duration.ZERO)).isTrue();
  }
}
