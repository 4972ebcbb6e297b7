package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Frame;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.client.Person;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that is not accepted is refused to its sender, and harms nobody. */
@BlackBox
class RefusalTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "what is this?",
        "[]",
        "{}",
        "{\"type\":\"dance\"}",
        "{\"type\":\"abort\"}",
        "{\"threadId\":\"x\",\"runId\":\"y\",\"messages\":[]}",
      })
  void badInputIsAnsweredToItsSenderAlone(String text, Gateway gateway) {
    Person person = gateway.newPerson();
    Connection sender = person.open().ready();
    Connection other = person.connect(sender.conversationId()).ready();

    sender.sendRaw(text);

    Frame rejection = sender.awaitRejection();
    assertThat(rejection.cursor()).isEmpty();
    assertThat(rejection.at("/value/code").asString()).isNotBlank();
    assertThat(rejection.at("/value/message").asString()).isNotBlank();
    assertThat(sender.say("你好！").succeeded()).isTrue();
    assertThat(other.frames()).noneMatch(Frame::isNotice);
  }

  @Test
  void aMessageThatIsTooLongIsRefusedWithItsId(Gateway gateway) {
    Connection connection = gateway.newPerson().open().ready();

    Message message = connection.send("long ".repeat(4_000));

    assertThat(connection.awaitRejection().at("/value/messageId").asString())
        .isEqualTo(message.id());
  }

  @Test
  void aBusyConversationRefusesWhoeverWillNotWait(Gateway gateway, OfflineModel model) {
    model.delay(Duration.ofMillis(200), Duration.ofMillis(5));
    Connection connection = gateway.newPerson().open().ready();
    Message running = connection.send("Write a travelogue about Hobart");
    connection.awaitFrame("the turn", frame -> frame.is("RUN_STARTED"));

    Message refused =
        connection.send(Message.of("Make it half as long", Map.of("whenBusy", "reject")));

    assertThat(connection.awaitRejection().at("/value/messageId").asString())
        .isEqualTo(refused.id());
    assertThat(connection.run(running).succeeded()).isTrue();
  }

  @Test
  void aMessageThatIsSentTwiceIsOneTurn(Gateway gateway) {
    Connection connection = gateway.newPerson().open().ready();
    Message message = connection.send("Write a travelogue about Zanzibar");
    connection.run(message);

    connection.send(message);

    connection.say("Thank you!");
    assertThat(connection.frames()).filteredOn(frame -> frame.is("RUN_STARTED")).hasSize(2);
  }

  @Test
  void anAbortedTurnIsCancelledAndTheNextOneWorks(Gateway gateway, OfflineModel model) {
    model.delay(Duration.ofMillis(100), Duration.ofMillis(20));
    Connection connection = gateway.newPerson().open().ready();
    Message message = connection.send("Write a travelogue about Patagonia");
    connection.awaitFrame("the article", frame -> frame.is("TEXT_MESSAGE_CONTENT"));

    connection.abort(message.runId());

    Frame end = connection.run(message).end();
    assertThat(end.type()).isEqualTo("RUN_FINISHED");
    assertThat(end.at("/outcome/type").asString()).isEqualTo("cancelled");
    model.behaveWell();
    assertThat(connection.say("Write a travelogue about Samarkand").succeeded()).isTrue();
  }
}
