package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Frame;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.client.Person;
import io.quillmesh.endtoend.client.Run;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients disconnect and come back. */
@BlackBox
class ReconnectTest {

  @Test
  void anIdleConversationIsShownBySnapshots(Gateway gateway) {
    Person person = gateway.newPerson();
    Connection first = person.open().ready();
    Run run = first.say("帮我写一篇拉萨游记");

    Connection second = person.connect(first.conversationId()).ready();

    assertThat(second.frames())
        .extracting(Frame::type)
        .startsWith("STATE_SNAPSHOT", "MESSAGES_SNAPSHOT")
        .doesNotContain("RUN_STARTED", "TEXT_MESSAGE_CONTENT");
    assertThat(second.state()).isEqualTo(run.state());
    assertThat(second.frames().get(1).at("/messages"))
        .extracting(message -> message.path("content").asString(""))
        .contains("帮我写一篇拉萨游记", run.article(), run.reply());
  }

  @Test
  void aRunningTurnIsShownFromItsStart(Gateway gateway, OfflineModel model) {
    model.delay(Duration.ofMillis(100), Duration.ofMillis(10));
    Person person = gateway.newPerson();
    Connection first = person.open().ready();
    Message message = first.send("Write a travelogue about Lisbon");
    first.awaitFrame("the article", frame -> frame.is("TEXT_MESSAGE_CONTENT"));

    Connection second = person.connect(first.conversationId()).ready();

    Run seen = second.run(message);
    assertThat(lines(seen.frames())).isEqualTo(lines(first.run(message).frames()));
    assertThat(seen.before())
        .extracting(Frame::type)
        .containsExactly("STATE_SNAPSHOT", "MESSAGES_SNAPSHOT");
  }

  @Test
  void aClientWithACursorGetsWhatItMissed(Gateway gateway, OfflineModel model) {
    model.delay(Duration.ofMillis(100), Duration.ofMillis(10));
    Person person = gateway.newPerson();
    Connection watching = person.open().ready();
    Connection leaving = person.connect(watching.conversationId()).ready();
    Message message = watching.send("Write a travelogue about Havana");
    leaving.awaitFrame("the article", frame -> frame.is("TEXT_MESSAGE_CONTENT"));
    leaving.drop();

    Connection back = person.resume(leaving);

    List<Frame> all = watching.run(message).frames();
    back.awaitFrame("the end", Frame::endsRun);
    List<Frame> missed = all.stream().filter(frame -> after(frame, leaving.cursor())).toList();
    assertThat(lines(back.frames())).isEqualTo(lines(missed));
  }

  @Test
  void aCursorThatIsNotKnownGetsASnapshotThatSaysSo(Gateway gateway) {
    Person person = gateway.newPerson();
    Connection first = person.open().ready();
    first.say("你好！");

    Connection back = person.resume(first.conversationId(), "nobodyknows.3").ready();

    assertThat(back.frames().getFirst().type()).isEqualTo("STATE_SNAPSHOT");
    assertThat(back.frames())
        .anySatisfy(
            frame -> assertThat(frame.at("/metadata/quillmesh/recovered").isBoolean()).isTrue());
  }

  @Test
  void goingAwayDoesNotStopTheTurn(Gateway gateway, OfflineModel model) {
    model.delay(Duration.ofMillis(100), Duration.ofMillis(5));
    Person person = gateway.newPerson();
    Connection first = person.open().ready();
    Message message = first.send("Write a travelogue about Tallinn");
    first.awaitFrame("the article", frame -> frame.is("TEXT_MESSAGE_CONTENT"));

    first.drop();

    Connection second = person.connect(first.conversationId());
    second.awaitFrame(
        "the article in the state",
        frame ->
            frame.line().contains("Tallinn")
                && (frame.is("STATE_SNAPSHOT") || frame.is("STATE_DELTA"))
                && frame.line().contains("\"version\":1"));
    assertThat(message.runId()).isNotBlank();
  }

  private static boolean after(Frame frame, String cursor) {
    return frame.sequence() > Long.parseLong(cursor.substring(cursor.indexOf('.') + 1));
  }

  private static List<String> lines(List<Frame> frames) {
    return frames.stream().map(Frame::line).toList();
  }
}
