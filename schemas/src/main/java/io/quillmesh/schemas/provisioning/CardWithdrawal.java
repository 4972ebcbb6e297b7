package io.quillmesh.schemas.provisioning;

import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Withdraws the card of a declared agent that does not run where it should, so that turns do not
 * wait for it. Another instance may run an earlier version in good health. Then the card is right,
 * and stays: whether there is one is seen by the members of the agent's group.
 */
public final class CardWithdrawal {
  /** Longer than the broker takes to miss an instance that was killed. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Map<String, Object> settings;
  private final String agent;

  private CardWithdrawal(Map<String, ?> kafka, String agent) {
    this.settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.agent = agent;
  }

  /**
   * Withdraws an agent's card, unless there is none or an instance of the agent runs.
   *
   * @param kafka the broker's address, and what its clients need for authentication
   * @param agent its name; never one of the mesh's own
   * @param patience how long the members of the group may take to be none
   * @return whether the card was there and is withdrawn
   * @throws KafkaException if the broker does not do it now
   */
  public static boolean unlessItRuns(Map<String, ?> kafka, String agent, Duration patience)
      throws InterruptedException {
    if (!Agents.isName(agent) || Agents.isReserved(agent)) {
      return false;
    }
    var withdrawal = new CardWithdrawal(kafka, agent);
    try {
      return withdrawal.isThere() && withdrawal.write(patience);
    } catch (ExecutionException e) {
      throw new KafkaException("The card of " + agent + " is not withdrawn", e.getCause());
    }
  }

  private boolean isThere() {
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return NewestCard.of(agent, consumer) != null;
    }
  }

  /** Looks at the group last: an instance that starts joins it before it looks at its card. */
  private boolean write(Duration patience) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(settings);
        var producer =
            new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.partitionsFor(Topics.CARDS.name()); // so that it writes at once
      for (Duration waited = Duration.ZERO; runs(admin); waited = waited.plus(BETWEEN_LOOKS)) {
        if (waited.compareTo(patience) >= 0) {
          return false;
        }
        Thread.sleep(BETWEEN_LOOKS);
      }
      producer.send(new ProducerRecord<>(Topics.CARDS.name(), agent, null)).get();
      return true;
    }
  }

  private boolean runs(Admin admin) throws ExecutionException, InterruptedException {
    try {
      return admin
          .describeConsumerGroups(List.of(Groups.declared(agent)))
          .all()
          .get()
          .values()
          .stream()
          .anyMatch(group -> !group.members().isEmpty());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return false;
      }
      throw e;
    }
  }
}
