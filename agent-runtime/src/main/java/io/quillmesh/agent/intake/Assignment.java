package io.quillmesh.agent.intake;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Keeps track of the partitions of this instance, and closes the commit control of each that goes.
 */
final class Assignment implements ConsumerAwareRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(Assignment.class);

  private final CommitControls controls;
  private final CommitManager commits;
  private final Set<TopicPartition> ours = ConcurrentHashMap.newKeySet();
  private volatile boolean joined;

  Assignment(CommitControls controls, CommitManager commits) {
    this.controls = controls;
    this.commits = commits;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    ours.addAll(partitions);
    joined = true;
    log.atInfo()
        .addKeyValue("added", partitions.size())
        .addKeyValue("assigned", ours.size())
        .log("Partitions assigned");
  }

  /**
   * Commits all that is done while the partition is still ours. Nothing is acknowledged after that.
   * Lost partitions come here, too.
   */
  @Override
  public void onPartitionsRevokedBeforeCommit(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    controls.revoked(partitions);
    ours.removeAll(partitions);
    commits.settle(consumer, partitions);
    log.atInfo()
        .addKeyValue("removed", partitions.size())
        .addKeyValue("assigned", ours.size())
        .log("Partitions revoked");
  }

  /** Whether the group has ever assigned our share, which may be none. */
  boolean hasJoined() {
    return joined;
  }

  /** How many partitions are ours. */
  int size() {
    return ours.size();
  }
}
