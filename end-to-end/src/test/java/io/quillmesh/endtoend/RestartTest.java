package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.client.Person;
import io.quillmesh.endtoend.client.Run;
import io.quillmesh.endtoend.mesh.Mesh;
import io.quillmesh.endtoend.mesh.WithMesh;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The whole mesh ends while an article is being written, and is started again with its data, as on
 * a laptop. All suites share this mesh, so the suites after this one run with default settings.
 */
@WithMesh
@Order(Integer.MAX_VALUE - 2)
class RestartTest {

  @Test
  void conversationsSessionsAndRunningTurnsOutliveIt(Mesh mesh) throws Exception {
    assumeThat(mesh.isOfTheTests()).as("The mesh was started by these tests").isTrue();
    String token;
    Connection before;
    Run first;
    Message unfinished = Message.of("Make it half as long");
    try (var gateway = new Gateway(mesh.gateway(), null)) {
      var model = new OfflineModel(mesh.offlineModel());
      Person person = gateway.newPerson();
      token = person.token();
      before = person.open();
      first = before.say("Write a travelogue about Lagos");
      model.delay(Duration.ofMillis(100), Duration.ofMillis(20));
      before.send(unfinished);
      before.awaitFrame(
          "the second article",
          frame ->
              frame.is("TEXT_MESSAGE_CONTENT")
                  && frame.line().contains(unfinished.runId() + "/article"));
    }

    mesh.restartAsDelivered();

    try (var gateway = new Gateway(mesh.gateway(), null)) {
      Person same = Person.returning(gateway, token);
      Run second = same.follow(before, unfinished);
      String article = second.state().at("/article/markdown").asString();
      assertThat(article).contains("Lagos").hasSizeLessThan(first.article().length());

      Connection after = same.open(before.conversationId());
      assertThat(after.state().at("/article/markdown").asString()).isEqualTo(article);
      assertThat(after.say("更伤感一点").succeeded()).isTrue();
      assertThat(same.call("GET", "/v1/conversations").body()).contains(before.conversationId());
    }
  }
}
