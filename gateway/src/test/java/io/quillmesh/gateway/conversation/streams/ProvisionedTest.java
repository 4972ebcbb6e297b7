package io.quillmesh.gateway.conversation.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;

class ProvisionedTest {
  private final Map<String, TopicDescription> topics = new HashMap<>();

  ProvisionedTest() {
    Topics.ALL.stream().map(Topic::name).forEach(name -> topics.put(name, topic(name, 12)));
  }

  @Test
  void topicsOfOneSizeAreComplete() {
    assertThat(Provisioned.judge(topics)).isEqualTo(new Provisioned.State.Complete(12));
  }

  @Test
  void topicsOfUnequalSizesAreNot() {
    // Given
    topics.put(Topics.CHUNKS.name(), topic(Topics.CHUNKS.name(), 6));

    // When
    Provisioned.State state = Provisioned.judge(topics);

    // Then
    assertThat(state)
        .isInstanceOfSatisfying(
            Provisioned.State.Missing.class,
            it -> assertThat(it.what()).contains("conversation.chunks=6", "same number"));
  }

  private static TopicDescription topic(String name, int partitions) {
    TopicPartitionInfo partition = new TopicPartitionInfo(0, Node.noNode(), List.of(), List.of());
    return new TopicDescription(name, false, Collections.nCopies(partitions, partition));
  }
}
