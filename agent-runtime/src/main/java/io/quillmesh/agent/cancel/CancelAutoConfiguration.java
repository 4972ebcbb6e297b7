package io.quillmesh.agent.cancel;

import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.kafka.Codec;
import io.quillmesh.agent.kafka.DeadLetters;
import io.quillmesh.agent.kafka.KafkaClients;
import io.quillmesh.agent.kafka.SupervisedContainer;
import io.quillmesh.schemas.Topics;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.listener.ContainerProperties;

/** Every instance gets every cancellation, so it has a consumer group of its own. */
@AutoConfiguration
@ConditionalOnBean(AgentBinding.class)
class CancelAutoConfiguration {
  private static final int REMEMBERED = 10_000;

  @Bean
  Cancellations cancellations() {
    return new Cancellations(REMEMBERED);
  }

  @Bean
  CancellationLifecycle cancellationLifecycle(
      AgentBinding<?, ?> binding,
      KafkaClients clients,
      Codec codec,
      DeadLetters deadLetters,
      Cancellations cancellations) {
    var listener = new CancellationListener(codec, deadLetters, cancellations, binding.group());
    ContainerProperties properties = new ContainerProperties(Topics.CANCELLATIONS.name());
    properties.setGroupId(binding.group() + ".cancellations." + UUID.randomUUID());
    properties.setClientId(binding.group() + ".cancellations");
    properties.setAckMode(ContainerProperties.AckMode.MANUAL);
    // Nobody comes back to this group, so it must not leave offsets behind.
    properties.setAssignmentCommitOption(ContainerProperties.AssignmentCommitOption.NEVER);
    properties.setConsumerRebalanceListener(listener);
    Properties consumer = new Properties();
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    // The group has one member. Nobody takes over from it, so its end need not be noticed soon,
    // and no new partition has to wait for a running fetch to end. A record ends a fetch at once.
    consumer.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 90_000);
    consumer.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 30_000);
    consumer.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 15_000);
    properties.setKafkaConsumerProperties(consumer);
    var container =
        new SupervisedContainer(
            "cancellations", clients.consumers(() -> true), properties, _ -> {});
    container.setListener(listener);
    return new CancellationLifecycle(container, listener);
  }
}
