package io.quillmesh.agent.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.intake.OutOfOrderCommitControl.OffsetState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitControlsTest {
  private static final TopicPartition ONE = new TopicPartition("topic", 1);
  private static final TopicPartition TWO = new TopicPartition("topic", 2);

  private final CommitControls controls = new CommitControls();
  private final List<Long> acknowledged = Collections.synchronizedList(new ArrayList<>());

  private OffsetState take(TopicPartition partition, long offset) {
    return controls.take(partition, offset, () -> acknowledged.add(offset));
  }

  @Test
  void theHighestBelowWhichAllIsDoneIsAcknowledged() {
    var first = take(ONE, 10);
    var second = take(ONE, 11);
    var third = take(ONE, 12);

    third.complete();
    second.complete();
    assertThat(acknowledged).isEmpty();

    first.complete();
    assertThat(acknowledged).containsExactly(12L);
  }

  @Test
  void nothingIsAtWorkOnceAllIsDoneOrAnothers() {
    assertThat(controls.isEmpty()).isTrue();
    var first = take(ONE, 10);
    take(TWO, 1);

    first.complete();
    assertThat(controls.isEmpty()).isFalse();

    controls.revoked(List.of(TWO));
    assertThat(controls.isEmpty()).isTrue();
  }

  @Test
  void doneInOrderEachIsAcknowledged() {
    var first = take(ONE, 10);
    var second = take(ONE, 11);

    first.complete();
    second.complete();

    assertThat(acknowledged).containsExactly(10L, 11L);
  }

  @Test
  void gapsBetweenOffsetsDoNotMatter() {
    var first = take(ONE, 10);
    var second = take(ONE, 1_000);

    second.complete();
    first.complete();

    assertThat(acknowledged).containsExactly(1_000L);
  }

  @Test
  void partitionsDoNotWaitForOneAnother() {
    take(ONE, 10);
    var other = take(TWO, 20);

    other.complete();

    assertThat(acknowledged).containsExactly(20L);
  }

  @Test
  void whatEndsAfterItsPartitionWasTakenAwayIsNotAcknowledged() {
    var late = take(ONE, 10);
    var other = take(TWO, 20);

    controls.revoked(List.of(ONE));
    late.complete();
    other.complete();

    assertThat(acknowledged).containsExactly(20L);
  }

  @Test
  void whatIsLeftOfAnEarlierAssignmentSaysNothingInTheNext() {
    var earlier = take(ONE, 10);
    controls.revoked(List.of(ONE));
    var again = take(ONE, 10);
    var next = take(ONE, 11);

    earlier.complete();
    next.complete();
    assertThat(acknowledged).isEmpty();

    again.complete();
    assertThat(acknowledged).containsExactly(11L);
  }

  @Test
  void aConsumerThatGoesBackBeginsAnew() {
    var before = take(ONE, 10);
    take(ONE, 11);
    var again = take(ONE, 10);

    before.complete();
    assertThat(acknowledged).isEmpty();

    again.complete();
    assertThat(acknowledged).containsExactly(10L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void inWhateverOrderRecordsEndNothingIsAcknowledgedTooEarlyAndAllInTheEnd(long seed) {
    List<Long> offsets = new ArrayList<>(LongStream.range(0, 500).boxed().toList());
    List<Long> done = new ArrayList<>();
    List<OffsetState> states =
        offsets.stream()
            .map(offset ->
                controls.take(
                    ONE,
                    offset,
                    () -> {
                      assertThat(done)
                          .containsAll(LongStream.rangeClosed(0, offset).boxed().toList());
                      acknowledged.add(offset);
                    }))
            .toList();
    Collections.shuffle(offsets, new Random(seed));

    for (long offset : offsets) {
      done.add(offset);
      states.get((int) offset).complete();
    }

    assertThat(acknowledged).isSorted().doesNotHaveDuplicates().endsWith(499L);
  }

  @Test
  void manyThreadsEndingAtOnceNeverAcknowledgeOutOfOrder() throws InterruptedException {
    int records = 2_000;
    CountDownLatch go = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int offset = 0; offset < records; offset++) {
        var state = take(ONE, offset);
        threads.execute(() -> {
          try {
            go.await();
            state.complete();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
      }
      go.countDown();
    }

    assertThat(acknowledged).isSorted().doesNotHaveDuplicates().endsWith(records - 1L);
  }
}
