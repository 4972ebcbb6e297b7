package io.quillmesh.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.checks.Processes;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Frame;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.client.Run;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The generator crashes while it writes. */
@BlackBox
class KilledGeneratorTest {

  @Test
  void theArticleIsWrittenAnewAsAnotherMessage(
      Gateway gateway, OfflineModel model, Processes processes) {
    Connection connection = gateway.newPerson().open().ready();
    model.delay(Duration.ofMillis(50), Duration.ofMillis(20));
    Message message = connection.send("Write a travelogue about Samarkand");
    connection.awaitFrame("the article", frame -> frame.is("TEXT_MESSAGE_CONTENT"));

    processes.kill("generator-service");

    model.behaveWell();
    Run run = connection.run(message);
    String article = run.id() + "/article";
    assertThat(run.succeeded()).isTrue();
    assertThat(run.articleMessages()).containsExactly(article, article + "~2");
    assertThat(run.article())
        .contains("Samarkand")
        .isEqualTo(run.state().at("/article/markdown").asString());
    assertThat(run.reply()).contains("Samarkand");
    assertThat(run.all("SUBAGENT_ERROR")).extracting(Frame::line).isEmpty();
  }
}
