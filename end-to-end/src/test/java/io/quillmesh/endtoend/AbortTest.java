package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

/** A person stops a turn while its article is being written. */
@BlackBox
class AbortTest {

  @Test
  void theModelIsCutOffTheDraftIsKeptAndNothingComesAfter(Gateway gateway, OfflineModel model) {
    Person person = gateway.newPerson();
    Connection connection = person.open();
    String first = connection.say("Write a travelogue about Quito").article();
    model.delay(Duration.ofMillis(50), Duration.ofMillis(20));
    long closed = model.stat("generator", "closedByClient");
    long completed = model.stat("generator", "completed");
    Message message = connection.send("Write a travelogue about Oslo");
    connection.awaitFrame(
        "the second article",
        frame ->
            frame.is("TEXT_MESSAGE_CONTENT")
                && frame.text("messageId").equals(message.runId() + "/article"));

    connection.abort(message.runId());
    Run stopped = connection.run(message);

    assertThat(stopped.end().at("/outcome/type").asString()).isEqualTo("cancelled");
    await("the model sends no more").until(() -> model.stat("generator", "active") == 0);
    assertThat(model.stat("generator", "closedByClient")).isEqualTo(closed + 1);
    assertThat(model.stat("generator", "completed")).isEqualTo(completed);

    String path = "/v1/conversations/" + connection.conversationId() + "/article";
    String draft = "?version=" + stopped.end().at("/result/draft").asInt();
    assertThat(person.call("GET", path + draft).body()).isEqualTo(stopped.article());
    assertThat(person.call("GET", path).body()).isEqualTo(first);
    connection.edit(1, stopped.article());
    connection.awaitFrame(
        "the draft as the article",
        frame -> frame.is("STATE_DELTA") && frame.at("/delta/0/value/version").asInt() == 3);
    assertThat(person.call("GET", path).body()).isEqualTo(stopped.article());

    model.behaveWell();
    assertThat(connection.say("更伤感一点").succeeded()).isTrue();
    List<Frame> all = connection.frames();
    assertThat(all.subList(all.indexOf(stopped.end()) + 1, all.size()))
        .extracting(Frame::line)
        .noneMatch(line -> line.contains(message.runId()));
  }
}
