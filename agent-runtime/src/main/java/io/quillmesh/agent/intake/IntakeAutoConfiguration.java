package io.quillmesh.agent.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.cancel.Cancellations;
import io.quillmesh.agent.card.Introduction;
import io.quillmesh.agent.kafka.Codec;
import io.quillmesh.agent.kafka.KafkaClients;
import io.quillmesh.agent.kafka.Publisher;
import io.quillmesh.agent.kafka.SupervisedContainer;
import io.quillmesh.agent.work.Worker;
import io.quillmesh.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.listener.ContainerProperties;

/** Takes an agent's records from the broker. */
@AutoConfiguration
@ConditionalOnBean(AgentBinding.class)
@EnableConfigurationProperties(IntakeProperties.class)
class IntakeAutoConfiguration {
  private static final Duration BETWEEN_COMMITS = Duration.ofMillis(100);

  /** How soon the last records before a pause are committed. Looking more often costs more. */
  private static final Duration IDLE = Duration.ofMillis(500);

  @Bean
  CommitControls commitControls() {
    return new CommitControls();
  }

  @Bean
  CommitManager commits() {
    return new CommitManager(BETWEEN_COMMITS);
  }

  @Bean
  Assignment assignment(CommitControls controls, CommitManager commits) {
    return new Assignment(controls, commits);
  }

  /** {@link AgentLifecycle} starts and stops it. */
  @Bean
  SupervisedContainer agentContainer(
      IntakeProperties intake,
      AgentBinding<?, ?> binding,
      KafkaClients clients,
      Assignment assignment,
      CommitControls controls,
      CommitManager commits) {
    return new SupervisedContainer(
        binding.group(),
        // In this order: what is done waits for its commit before it counts as no longer at work.
        clients.consumers(() -> controls.isEmpty() && commits.isSettled()),
        properties(intake, binding, assignment),
        // While no record comes, nothing else commits the last ones.
        commits::commit);
  }

  private static ContainerProperties properties(
      IntakeProperties intake, AgentBinding<?, ?> binding, Assignment assignment) {
    ContainerProperties properties = new ContainerProperties(binding.input().name());
    properties.setGroupId(binding.group());
    properties.setClientId(binding.group());
    // The container commits what is acknowledged to it, which is nothing: CommitManager commits.
    properties.setAckMode(ContainerProperties.AckMode.MANUAL);
    properties.setPollTimeout(IDLE.toMillis());
    properties.setIdleEventInterval(IDLE.toMillis());
    properties.setConsumerRebalanceListener(assignment);
    Properties consumer = new Properties();
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // A pause lets the rest of a poll through. Not pauseImmediate, which keeps it back: when the
    // pause ends before it began, spring-kafka 4.1.2 stops the container for good.
    consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, intake.maxPollRecords());
    properties.setKafkaConsumerProperties(consumer);
    return properties;
  }

  @Bean
  InFlight inFlight(IntakeProperties properties, SupervisedContainer container) {
    return new InFlight(
        properties.maxInFlight(),
        properties.maxPollRecords(),
        new InFlight.Pausable() {
          @Override
          public void pause() {
            container.pause();
          }

          @Override
          public void resume() {
            container.resume();
          }
        });
  }

  @Bean
  InFlightMetric inFlightMetric(
      AgentBinding<?, ?> binding, InFlight inFlight, MeterRegistry meters) {
    return new InFlightMetric(binding.agent(), inFlight, meters);
  }

  @Bean
  AgentLifecycle agentLifecycle(
      IntakeProperties properties,
      SupervisedContainer container,
      CommitControls controls,
      CommitManager commits,
      InFlight inFlight,
      Worker<?, ?> worker,
      Introduction introduction) {
    Intake intake = new Intake(worker::handle, controls, commits, inFlight);
    container.setListener(intake);
    var lifecycle =
        new AgentLifecycle(container, intake, commits, inFlight, properties.drainTimeout());
    introduction.onPrepared(container::start);
    introduction.onRefusal(lifecycle::stop);
    return lifecycle;
  }

  @Bean
  SchemaWarmUp schemaWarmUp(
      Publisher publisher, AgentBinding<?, ?> binding, Introduction introduction) {
    return new SchemaWarmUp(
        publisher,
        List.of(binding.output(), Topics.FAILURES, Topics.CHUNKS),
        introduction::awaitPrepared);
  }

  @Bean
  AgentHealthIndicator agentHealthIndicator(
      SupervisedContainer container,
      Assignment assignment,
      InFlight inFlight,
      Codec codec,
      SchemaWarmUp schemas,
      Cancellations cancellations,
      Introduction introduction) {
    return new AgentHealthIndicator(
        container, assignment, inFlight, codec, schemas, cancellations, introduction);
  }
}
