package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Frame;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.Person;
import io.quillmesh.endtoend.client.Run;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The last message is asked again, or corrected. */
@BlackBox
class SecondThoughtsTest {

  @ParameterizedTest
  @EnumSource
  void theLastAnswerIsGivenAgain(Script script, Gateway gateway) {
    // Given
    Person person = gateway.newPerson();
    Connection connection = person.open().ready();
    Run written = connection.say(script.write());
    Message revise = connection.send(script.revise());
    Run revised = connection.run(revise);

    // When
    Message again = Message.of(script.revise(), Map.of("replaces", revise.id()));
    Run repeated = connection.run(connection.send(again));

    // Then
    assertThat(repeated.succeeded()).isTrue();
    assertThat(repeated.frames())
        .extracting(Frame::type)
        .startsWith("RUN_STARTED", "STATE_SNAPSHOT", "MESSAGES_SNAPSHOT");
    assertThat(repeated.frames().get(1).at("/snapshot")).isEqualTo(written.state());
    // The same question about the same article, to the same model.
    assertThat(repeated.article()).isEqualTo(revised.article()).isNotBlank();
    assertThat(repeated.state().at("/article/version").asInt()).isEqualTo(3);
    Connection another = person.connect(connection.conversationId()).ready();
    assertThat(another.state()).isEqualTo(repeated.state());
    assertThat(another.frames().get(1).line())
        .contains(again.id(), written.id())
        .doesNotContain(revise.id(), revise.runId());
    String path = "/v1/conversations/" + connection.conversationId();
    JsonNode replaced = person.call("GET", path + "/replaced").json().at("/turns/0");
    assertThat(replaced.path("message").asString()).isEqualTo(script.revise());
    assertThat(replaced.path("reply").asString()).isEqualTo(revised.reply());
    assertThat(replaced.path("articleVersion").asInt()).isEqualTo(2);
    assertThat(replaced.path("replacedBy").asString()).isEqualTo(again.id());
    assertThat(person.call("GET", path + "/article?version=2").body()).isEqualTo(revised.article());
  }

  @ParameterizedTest
  @EnumSource
  void theFirstMessageIsCorrected(Script script, Gateway gateway) {
    // Given
    String other = script == Script.CHINESE ? "里斯本" : "Lisbon";
    Person person = gateway.newPerson();
    Connection connection = person.open().ready();
    Message first = connection.send(script.write());
    connection.run(first);

    // When
    Message corrected =
        Message.of(script.write().replace(script.topic(), other), Map.of("replaces", first.id()));
    Run run = connection.run(connection.send(corrected));

    // Then
    assertThat(run.succeeded()).isTrue();
    assertThat(run.frames().get(1).at("/snapshot").isEmpty()).isTrue();
    assertThat(run.article() + run.reply() + run.state().at("/context"))
        .contains(other)
        .doesNotContain(script.topic());
    await()
        .untilAsserted(() ->
            assertThat(person.call("GET", "/v1/conversations?limit=1").body())
                .contains(other)
                .doesNotContain(script.topic()));
  }
}
