package io.quillmesh.agent.intake;

import io.quillmesh.agent.intake.OutOfOrderCommitControl.OffsetState;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** The commit control of each partition, for its present assignment. */
final class CommitControls {
  private final Map<TopicPartition, OutOfOrderCommitControl> assignments =
      new ConcurrentHashMap<>();

  /**
   * A record goes to work. For the consumer's thread.
   *
   * @param acknowledge acknowledges it and all before it; must not block
   */
  OffsetState take(TopicPartition partition, long offset, Runnable acknowledge) {
    OutOfOrderCommitControl control =
        assignments.computeIfAbsent(partition, _ -> new OutOfOrderCommitControl());
    if (!control.isNext(offset)) {
      // The consumer went back: what was taken before does not count for this reading.
      control.close();
      control = new OutOfOrderCommitControl();
      assignments.put(partition, control);
    }
    return control.take(offset, acknowledge);
  }

  /** Whether nothing is at work. */
  boolean isEmpty() {
    return assignments.values().stream().allMatch(OutOfOrderCommitControl::isEmpty);
  }

  /** These partitions are no longer ours. For the consumer's thread. */
  void revoked(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      OutOfOrderCommitControl control = assignments.remove(partition);
      if (control != null) {
        control.close();
      }
    }
  }
}
