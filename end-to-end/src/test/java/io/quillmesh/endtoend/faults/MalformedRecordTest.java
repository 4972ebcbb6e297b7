package io.quillmesh.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.checks.Broker;
import io.quillmesh.endtoend.checks.DeadLetters;
import io.quillmesh.endtoend.checks.Garbage;
import io.quillmesh.endtoend.checks.Registry;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Garbage on every topic, with the key of a conversation that continues. */
@BlackBox
class MalformedRecordTest {

  @Test
  void isPutAsideByAllWhoReadItAndTheNextTurnWorks(
      Gateway gateway, Broker broker, Registry registry, DeadLetters dead) {
    Connection connection = gateway.newPerson().open().ready();
    connection.say("Write a travelogue about Petra");

    for (Topic<?> topic : Topics.ofOneType().toList()) {
      List<byte[]> garbage = Garbage.every(registry.schemaId(topic.subject()));
      for (byte[] value : garbage) {
        broker.put(topic.name(), connection.conversationId(), value);
        topic.readers().forEach(group -> dead.expect(topic.deadLetterTopic(group), value));
      }

      assertThat(connection.say("你好！").succeeded()).as("after %s", topic.name()).isTrue();
    }
  }
}
