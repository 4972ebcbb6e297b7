package io.quillmesh.gateway.conversation.topology;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Utils;

/**
 * The partitions that this instance hosts now, ready to be read.
 *
 * @param <S> what a partition is read through
 */
public final class LocalPartitions<S> {
  private final Map<Integer, S> open = new ConcurrentHashMap<>();
  private volatile int count = 1;

  /** How many partitions there are in all; known once the topics are. */
  public void count(int partitions) {
    count = partitions;
  }

  void open(int partition, S state) {
    open.put(partition, state);
  }

  /** Closes a partition, unless another task has opened it since. */
  void close(int partition, S state) {
    open.remove(partition, state);
  }

  /** What a key's partition is read through; empty when it is not here. */
  public Optional<S> of(String key) {
    return Optional.ofNullable(open.get(partition(key)));
  }

  /** Where producers put records with this key. */
  int partition(String key) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % count;
  }
}
