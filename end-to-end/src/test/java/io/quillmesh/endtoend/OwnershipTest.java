package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Person;
import io.quillmesh.endtoend.client.Run;
import io.quillmesh.endtoend.client.SharedState;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A conversation belongs to the person who began it. */
@BlackBox
class OwnershipTest {

  private static final int NOT_FOUND = 4404;

  @Test
  void aConversationIsListedReadRenamedAndErased(Gateway gateway) {
    Person person = gateway.newPerson();
    Connection connection = person.open().ready();
    Run run = connection.say("帮我写一篇威尼斯游记");
    String path = "/v1/conversations/" + connection.conversationId();
    await()
        .untilAsserted(() -> assertThat(ids(person)).containsExactly(connection.conversationId()));

    assertThat(person.call("GET", path).status()).isEqualTo(200);
    assertThat(person.call("GET", path + "/article?format=markdown").body())
        .isEqualTo(run.article());
    assertThat(person.call("PATCH", path, "{\"title\":\"水城\"}").status()).isBetween(200, 204);
    await()
        .untilAsserted(
            () -> assertThat(list(person).getFirst().path("title").asString()).isEqualTo("水城"));
    assertThat(person.call("DELETE", path).status()).isBetween(200, 204);
    await().untilAsserted(() -> assertThat(person.call("GET", path).status()).isEqualTo(404));
    await().untilAsserted(() -> assertThat(ids(person)).isEmpty());
    assertThat(person.connect(connection.conversationId()).awaitClose()).isEqualTo(NOT_FOUND);
  }

  @Test
  void nobodyElseSeesIt(Gateway gateway) {
    Connection connection = gateway.newPerson().open().ready();
    connection.say("你好！");
    Person stranger = gateway.newPerson();
    String path = "/v1/conversations/" + connection.conversationId();

    Connection attempt = stranger.connect(connection.conversationId());

    assertThat(attempt.awaitClose()).isEqualTo(NOT_FOUND);
    assertThat(attempt.frames()).isEmpty();
    assertThat(ids(stranger)).isEmpty();
    Person.Answer unknown = stranger.call("GET", "/v1/conversations/" + UUID.randomUUID());
    assertThat(stranger.call("GET", path)).isEqualTo(unknown);
    assertThat(stranger.call("PATCH", path, "{\"title\":\"mine\"}").status()).isEqualTo(404);
    assertThat(stranger.call("DELETE", path).status()).isEqualTo(404);
    assertThat(connection.say("谢谢！").succeeded()).isTrue();
  }

  @Test
  void aMintedIdIsANewConversation(Gateway gateway) {
    Person person = gateway.newPerson();
    String id = person.call("POST", "/v1/conversations").json().path("id").asString();

    Run run = person.connect(id).ready().say("你好！");

    assertThat(run.succeeded()).isTrue();
    await().untilAsserted(() -> assertThat(ids(person)).containsExactly(id));
  }

  private static List<String> ids(Person person) {
    return list(person).stream().map(entry -> entry.path("id").asString()).toList();
  }

  private static List<JsonNode> list(Person person) {
    JsonNode answer = person.call("GET", "/v1/conversations").json();
    return SharedState.elements(answer.isArray() ? answer : answer.path("conversations"));
  }
}
