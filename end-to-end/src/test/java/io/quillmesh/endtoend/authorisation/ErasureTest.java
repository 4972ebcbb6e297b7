package io.quillmesh.endtoend.authorisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quillmesh.endtoend.authorisation.Outsider.Answer;
import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.checks.Broker;
import io.quillmesh.endtoend.checks.DeadLetters;
import io.quillmesh.endtoend.checks.Processes;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.client.Person;
import io.quillmesh.endtoend.mesh.Mesh;
import io.quillmesh.endtoend.mesh.WithMesh;
import io.quillmesh.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What erasing a conversation does at once, and what it leaves, as docs/operations.md says. */
@BlackBox
@WithMesh
class ErasureTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String CONVERSATIONS = "gateway-conversations-changelog";
  private static final String LISTS = "gateway-lists-changelog";

  /**
   * The step that empties the state also disconnects the watchers. From then on there is nothing to
   * wait for, at any gateway. Only the list follows through a topic.
   */
  @Test
  void nothingIsFoundFromTheMomentOnThatWatchersAreSentAway(Gateway gateway, Mesh mesh) {
    Victim victim = Victim.with(gateway, "Antananarivo");
    Connection watching = victim.person().connect(victim.id()).ready();

    Erasure.erase(victim.person(), watching);

    for (Outsider outsider : gateways(mesh)) {
      isGone(outsider, victim);
    }
    for (Outsider outsider : gateways(mesh)) {
      await()
          .untilAsserted(() ->
              assertThat(list(outsider, victim.person()).body())
                  .contains("{\"conversations\":[]}"));
      isGone(outsider, victim);
    }
  }

  /** The state that a gateway takes over or restores is the erased one. */
  @Test
  void noGatewayThatTakesOverBringsItBack(Gateway gateway, Mesh mesh, Processes processes) {
    Victim victim = Victim.with(gateway, "Paramaribo");
    Erasure.erase(victim.person(), victim.person().connect(victim.id()).ready());

    for (String name : processes.gateways()) {
      processes.stop(name);
      for (Outsider outsider : gateways(mesh)) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> answers(outsider, victim));
        isGone(outsider, victim);
      }
    }
  }

  /** A request that the conversation's host answers, and one that the list's host answers. */
  private static boolean answers(Outsider outsider, Victim victim) {
    Answer look = outsider.send(Endpoint.SHOW.about(victim.id()).bearing(victim.person().token()));
    Answer list = list(outsider, victim.person());
    assertThat(look.body()).doesNotContain(victim.secret());
    assertThat(list.body()).doesNotContain(victim.secret());
    return look.status() == 404 && list.status() == 200 && socketAnswers(outsider, victim);
  }

  private static boolean socketAnswers(Outsider outsider, Victim victim) {
    String first =
        outsider.send(Endpoint.SOCKET.about(victim.id()).offering(victim.person().token())).body();
    return !first.startsWith("close 1013") && !first.startsWith("close 1012");
  }

  private static void isGone(Outsider outsider, Victim victim) {
    String token = victim.person().token();
    for (Endpoint endpoint : Endpoint.ofOneConversation()) {
      Attempt attempt = endpoint.about(victim.id());
      Answer answer =
          outsider.send(attempt.isSocket() ? attempt.offering(token) : attempt.bearing(token));
      if (endpoint.isSocket()) {
        assertThat(answer.body()).as("%s", endpoint).isEqualTo("close 4404 not found");
      } else {
        assertThat(answer.status()).as("%s", endpoint).isEqualTo(404);
      }
      victim.isNotIn(answer);
    }
  }

  @Test
  void theChangelogsEndWithTombstonesAndTheBareHeader(Gateway gateway, Mesh mesh) {
    Victim victim = Victim.with(gateway, "Montevideo");
    try (var kept = new Kept(mesh.bootstrapServers())) {
      await().untilAsserted(() -> assertThat(kept.last(LISTS, victim.id())).hasSize(1));
      assertThat(kept.last(CONVERSATIONS, victim.id()).toString()).contains(victim.secret());

      Erasure.erase(victim.person(), victim.person().connect(victim.id()).ready());

      await()
          .untilAsserted(() -> {
            assertThat(kept.last(LISTS, victim.id()).values()).containsOnly(Optional.empty());
            isTheBareHeader(victim.id(), kept.last(CONVERSATIONS, victim.id()));
          });
    }
  }

  /** This is why the manual has another way for these topics. */
  @ParameterizedTest
  @ValueSource(strings = {CONVERSATIONS, LISTS})
  void recordsOfAChangelogCannotBeDeleted(String changelog, Mesh mesh) {
    try (var kept = new Kept(mesh.bootstrapServers())) {
      kept.deleteNone(Topics.COMMANDS.name());
      assertThatThrownBy(() -> kept.deleteNone(changelog))
          .isInstanceOf(PolicyViolationException.class);
    }
  }

  /** Late results of agents belong to nobody, and do not fill the state again. */
  @Test
  void aTurnThatRunsIsStoppedAndLeavesNoMore(Gateway gateway, OfflineModel model, Mesh mesh) {
    model.delay(Duration.ofMillis(50), Duration.ofMillis(10));
    Person person = gateway.newPerson();
    Connection watching = person.open();
    watching.send("Write a travelogue about Valparaiso");
    watching.awaitFrame("the article", frame -> frame.is("TEXT_MESSAGE_CONTENT"));

    Erasure.erase(person, watching);

    model.behaveWell();
    assertThat(person.open().say("Write a travelogue about Nuuk").succeeded()).isTrue();
    try (var kept = new Kept(mesh.bootstrapServers())) {
      String id = watching.conversationId();
      await().untilAsserted(() -> isTheBareHeader(id, kept.last(CONVERSATIONS, id)));
      assertThat(kept.records(List.of("conversation.cancellations")))
          .anyMatch(record -> id.equals(record.key()));
    }
  }

  private static void isTheBareHeader(String id, Map<String, Optional<String>> last) {
    assertThat(last).hasSizeGreaterThan(3);
    assertThat(last.get(id + "/header"))
        .hasValueSatisfying(header ->
            assertThat(header)
                .contains(
                    "\"owner\":{\"subject\":\"\",\"tenant\":\"\"}",
                    "\"title\":{\"text\":\"\",",
                    "\"erased\":true"));
    assertThat(last).hasEntrySatisfying(id + "/header", header -> assertThat(header).isPresent());
    assertThat(last.entrySet())
        .filteredOn(piece -> !piece.getKey().equals(id + "/header"))
        .allSatisfy(piece -> assertThat(piece.getValue()).as(piece.getKey()).isEmpty());
  }

  /** A dead letter contains the text, and so do the events. The manual says where they are. */
  @Test
  void whatRemainsIsInTheManualAndNowhereElse(
      Gateway gateway, Broker broker, DeadLetters dead, Mesh mesh) {
    Victim victim = Victim.with(gateway, "Tegucigalpa");
    byte[] letter =
        ("not framed, about Tegucigalpa " + victim.id()).getBytes(StandardCharsets.UTF_8);
    dead.expect(Topics.COMMANDS.deadLetterTopic("gateway"), letter);
    broker.put(Topics.COMMANDS.name(), victim.id(), letter);
    Erasure.erase(victim.person(), victim.person().connect(victim.id()).ready());

    List<Remains> manual = Remains.inTheManual();
    try (var kept = new Kept(mesh.bootstrapServers())) {
      // The gateway's records are readable after its commit, once a second.
      await()
          .untilAsserted(() -> {
            var withText = new TreeSet<String>();
            kept.records(kept.topics()).stream()
                .filter(record -> Kept.isAbout(record, victim.id()))
                .forEach(record -> withText.add(record.topic()));
            assertThat(withText)
                .contains("conversation.commands", "conversation.turns", "conversation.chunks")
                .allSatisfy(topic -> assertThat(manual).anyMatch(row -> row.covers(topic)));
          });

      // And the broker has the settings that the manual states for each topic.
      for (String topic : kept.topics()) {
        assertThat(manual.stream().filter(row -> row.covers(topic)))
            .as("rows about %s", topic)
            .hasSize(1)
            .allSatisfy(row -> row.agreesWith(kept.settings(topic)));
      }
      Topics.ALL.forEach(
          topic -> assertThat(manual.stream().filter(row -> row.covers(topic.name()))).hasSize(1));
    }
  }

  private static List<Outsider> gateways(Mesh mesh) {
    return mesh.gateways().stream().map(name -> new Outsider(mesh.port(name))).toList();
  }

  private static Answer list(Outsider outsider, Person person) {
    return outsider.send(Endpoint.LIST.about("").bearing(person.token()));
  }
}
