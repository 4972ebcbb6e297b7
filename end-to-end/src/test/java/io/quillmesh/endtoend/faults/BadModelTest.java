package io.quillmesh.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Frame;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.client.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model that fails, hangs, breaks off or answers nonsense for one agent. */
@BlackBox
class BadModelTest {

  private static final String WRITE = "Write a travelogue about Tallinn";

  @ParameterizedTest
  @CsvSource({
    "errorRate, intent, MODEL_UNAVAILABLE",
    "hangRate, intent, MODEL_TIMEOUT",
    "cutRate, intent, MODEL_UNAVAILABLE",
    "nonsenseRate, intent, MODEL_ANSWER_INVALID",
    "errorRate, context, MODEL_UNAVAILABLE",
    "hangRate, context, MODEL_TIMEOUT",
    "nonsenseRate, context, MODEL_ANSWER_INVALID",
    "errorRate, generator, MODEL_UNAVAILABLE",
    "hangRate, generator, MODEL_TIMEOUT",
    "cutRate, generator, MODEL_UNAVAILABLE",
    "errorRate, reply, MODEL_UNAVAILABLE",
    "hangRate, reply, MODEL_TIMEOUT",
    "cutRate, reply, MODEL_UNAVAILABLE",
    "errorRate, phase, MODEL_UNAVAILABLE",
    "hangRate, phase, MODEL_TIMEOUT",
    "nonsenseRate, phase, MODEL_ANSWER_INVALID",
  })
  void isAClearErrorOfThatAgentAndTheNextTurnWorks(
      String fault, String agent, String code, Gateway gateway, OfflineModel model) {
    Connection connection = gateway.newPerson().open().ready();
    model.always(fault, agent);

    Run bad = connection.say(WRITE);

    assertThat(bad.failureOf(agent))
        .get()
        .satisfies(error -> {
          assertThat(error.text("code")).isEqualTo(code);
          assertThat(error.text("message")).isNotBlank();
        });
    model.behaveWell();
    assertThat(connection.say(WRITE).succeeded()).isTrue();
  }

  @Test
  void withoutAnArticleTheReplySaysSo(Gateway gateway, OfflineModel model) {
    Connection connection = gateway.newPerson().open().ready();
    model.always("errorRate", "generator");

    Run run = connection.say(WRITE);

    assertThat(run.succeeded()).isTrue();
    assertThat(run.reply()).isNotBlank();
    assertThat(run.state().path("article").isMissingNode()).isTrue();
  }

  @Test
  void withoutContextThereIsAnArticleAndAReplyButNoPhase(Gateway gateway, OfflineModel model) {
    Connection connection = gateway.newPerson().open().ready();
    model.always("errorRate", "context");

    Run run = connection.say(WRITE);

    assertThat(run.succeeded()).isTrue();
    assertThat(run.article()).contains("Tallinn");
    assertThat(run.reply()).isNotBlank();
    assertThat(run.failureOf("phase")).map(error -> error.text("code")).hasValue("UPSTREAM_FAILED");
  }

  @Test
  void withoutIntentThereIsNoArticle(Gateway gateway, OfflineModel model) {
    Connection connection = gateway.newPerson().open().ready();
    model.always("errorRate", "intent");

    Run run = connection.say(WRITE);

    assertThat(run.articleMessages()).isEmpty();
    assertThat(run.failureOf("generator"))
        .map(error -> error.text("code"))
        .hasValue("UPSTREAM_FAILED");
  }

  @Test
  void withoutAReplyTheTurnEndsInAnErrorWithWhatThereIs(Gateway gateway, OfflineModel model) {
    Connection connection = gateway.newPerson().open().ready();
    model.always("errorRate", "reply");

    Run run = connection.say(WRITE);

    Frame end = run.end();
    assertThat(end.type()).isEqualTo("RUN_ERROR");
    assertThat(end.text("code")).isNotBlank();
    assertThat(run.state().at("/article/markdown").asString()).contains("Tallinn");
  }
}
