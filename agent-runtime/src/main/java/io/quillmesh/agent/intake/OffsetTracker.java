package io.quillmesh.agent.intake;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** The records at work of all partitions, each by its assignment. */
final class OffsetTracker {
  private final Map<TopicPartition, PartitionOffsets> assignments = new ConcurrentHashMap<>();

  /**
   * A record goes to work. For the consumer's thread.
   *
   * @param acknowledge acknowledges it and all before it; must not block
   */
  PartitionOffsets.Entry take(TopicPartition partition, long offset, Runnable acknowledge) {
    PartitionOffsets offsets = assignments.computeIfAbsent(partition, _ -> new PartitionOffsets());
    if (!offsets.isNext(offset)) {
      // The consumer went back: what is at work from before says nothing about this reading.
      offsets.close();
      offsets = new PartitionOffsets();
      assignments.put(partition, offsets);
    }
    return offsets.take(offset, acknowledge);
  }

  /** Whether nothing is at work. */
  boolean isEmpty() {
    return assignments.values().stream().allMatch(PartitionOffsets::isEmpty);
  }

  /** These partitions are no longer ours. For the consumer's thread. */
  void revoked(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      PartitionOffsets offsets = assignments.remove(partition);
      if (offsets != null) {
        offsets.close();
      }
    }
  }
}
