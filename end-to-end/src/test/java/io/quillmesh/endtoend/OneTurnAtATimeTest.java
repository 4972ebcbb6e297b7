package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Frame;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.OfflineModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to a message that is sent while a turn runs. */
@BlackBox
class OneTurnAtATimeTest {

  @BeforeEach
  void takeTime(OfflineModel model) {
    model.delay(Duration.ofMillis(200), Duration.ofMillis(20));
  }

  @Test
  void messagesWaitAndAreAnsweredInTheirOrder(Gateway gateway, OfflineModel model) {
    Connection connection = gateway.newPerson().open().ready();
    Message first = connection.send("Write a travelogue about Bergen");
    Message second = connection.send("Make it half as long");
    Message third = connection.send("Thank you!");
    Frame queued = connection.awaitFrame("to be queued", frame -> isQueued(frame, third));
    assertThat(queued.at("/value/position").asInt()).isEqualTo(2);

    model.behaveWell();
    connection.run(third);

    assertThat(runs(connection)).containsExactly(first.runId(), second.runId(), third.runId());
  }

  @Test
  void anInterruptingMessageEndsTheTurnAndIsAnswered(Gateway gateway, OfflineModel model) {
    Connection connection = gateway.newPerson().open().ready();
    Message first = connection.send("Write a travelogue about Trieste");
    connection.awaitFrame("the article", frame -> frame.is("TEXT_MESSAGE_CONTENT"));

    Message second =
        connection.send(Message.of("Write a story about rain", Map.of("whenBusy", "interrupt")));

    Frame end = connection.run(first).end();
    assertThat(end.at("/outcome/type").asString()).isEqualTo("cancelled");
    model.behaveWell();
    assertThat(connection.run(second).succeeded()).isTrue();
    assertThat(runs(connection)).containsExactly(first.runId(), second.runId());
  }

  @Test
  void theQueueHasABound(Gateway gateway, OfflineModel model) {
    Connection connection = gateway.newPerson().open().ready();
    List<Message> taken = new ArrayList<>();
    for (int number = 1; number <= 11; number++) {
      taken.add(connection.send("Thank you for number " + number));
    }

    Message tooMany = connection.send("Thank you!");

    Frame rejection = connection.awaitRejection();
    assertThat(rejection.at("/value/code").asString()).isEqualTo("QUEUE_FULL");
    assertThat(rejection.at("/value/messageId").asString()).isEqualTo(tooMany.id());
    model.behaveWell();
    connection.run(taken.getLast());
    assertThat(runs(connection)).isEqualTo(taken.stream().map(Message::runId).toList());
  }

  private static boolean isQueued(Frame frame, Message message) {
    return frame.text("name").equals("quillmesh.queued")
        && frame.at("/value/messageId").asString().equals(message.id());
  }

  private static List<String> runs(Connection connection) {
    return connection.frames().stream()
        .filter(frame -> frame.is("RUN_STARTED"))
        .map(frame -> frame.text("runId"))
        .toList();
  }
}
