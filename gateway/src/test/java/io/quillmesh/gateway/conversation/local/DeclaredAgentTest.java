package io.quillmesh.gateway.conversation.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.admission.SampleCards;
import io.quillmesh.gateway.conversation.agents.Publisher;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.provisioning.Provisioning;
import io.quillmesh.testing.KafkaAndRegistry;
import io.quillmesh.testing.WithKafkaAndRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that is nowhere in the code, from its card to its result, with a real broker. */
@WithKafkaAndRegistry
class DeclaredAgentTest {
  private static final String NAME = "declared-titles";
  private static final Schema RESULT = SampleCards.result(NAME, SampleCards.ANSWER);

  private final Owner anna = new Owner("anna", "");
  private final String id = UUID.randomUUID().toString();
  private final String turnId = UUID.randomUUID().toString();
  private final Watcher watcher = new Watcher();
  private Gateway gateway;
  private FakeAgents agents;
  private Publisher publisher;

  @BeforeEach
  void start(KafkaAndRegistry mesh, @TempDir Path folder) {
    agents = new FakeAgents(mesh);
    publisher = new Publisher(mesh);
    gateway = Gateway.start(mesh, folder);
  }

  @AfterEach
  void stop() {
    publisher.close();
    agents.close();
    gateway.close();
  }

  @Test
  void anAgentThatHasIntroducedItselfWorksOnTheNextTurn() throws InterruptedException {
    // Given
    attach();
    publisher.publish(SampleCards.card(NAME).build());
    awaitInGraph(true);

    // When
    submit();

    // Then
    watcher.await(frame -> isOfAgent(frame, "SUBAGENT_STARTED"));

    // When it answers, after somebody who is not it
    agents.send(Topics.results(RESULT), id, result("declared-others"));
    agents.send(Topics.results(RESULT), "another", result(NAME));
    agents.send(Topics.results(RESULT), id, result(NAME));

    // Then
    Frame delta = watcher.await(frame -> frame.json().contains("\"/results\""));
    assertThat(delta.json()).contains("\"" + NAME + "\":{\"titles\":[]", "\"note\":null");
    watcher.await(frame -> isOfAgent(frame, "SUBAGENT_FINISHED"));
    assertThat(agents.awaitValue("conversation.results.gateway.dlt", id)).isNotEmpty();
    assertThat(agents.awaitValue("conversation.results.gateway.dlt", "another")).isNotEmpty();
  }

  @Test
  void anAgentThatIsThereBeforeTheGatewayWorksOnTheFirstTurn(
      KafkaAndRegistry mesh, @TempDir Path folder) throws InterruptedException {
    // Given
    gateway.close();
    publisher.publish(SampleCards.card(NAME).build());

    // When
    gateway = Gateway.start(mesh, folder.resolve("another"));
    attach();
    submit();

    // Then
    watcher.await(frame -> isOfAgent(frame, "SUBAGENT_STARTED"));
  }

  @Test
  void anAgentThatIsWithdrawnIsAskedNoMore() throws InterruptedException {
    // Given
    publisher.publish(SampleCards.card(NAME).build());
    awaitInGraph(true);
    publisher.withdraw(NAME);
    awaitInGraph(false);

    // When
    attach();
    submit();

    // Then
    watcher.await("RUN_STARTED");
    assertThat(watcher.await("STATE_DELTA").json()).doesNotContain(NAME);
  }

  @Test
  void withoutTheTopicOfCardsThereAreTheMeshsOwnAgents(KafkaAndRegistry mesh, @TempDir Path folder)
      throws Exception {
    // Given
    gateway.close();
    try (Admin admin = Admin.create(Map.copyOf(mesh.securedClient()))) {
      admin.deleteTopics(List.of(Topics.CARDS.name())).all().get();
      await().until(() -> !admin.listTopics().names().get().contains(Topics.CARDS.name()));

      // When
      gateway = Gateway.start(mesh, folder.resolve("another"));
      attach();
      submit();

      // Then
      watcher.await("RUN_STARTED");
    } finally {
      Provisioning.run(mesh.securedClient(), mesh.registryUrl(), Provisioning.Settings.DEFAULT);
    }
  }

  private void awaitInGraph(boolean expected) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> gateway.agents().get().cards().stream().anyMatch(it -> it.name().equals(NAME)),
            is -> is == expected);
  }

  private boolean isOfAgent(Frame frame, String type) {
    return Watcher.type(frame).equals(type) && frame.json().contains(turnId + "/" + NAME);
  }

  private GenericRecord result(String agent) {
    return new GenericRecordBuilder(RESULT)
        .set("eventId", UUID.randomUUID().toString())
        .set("conversationId", id)
        .set("turnId", turnId)
        .set("agent", agent)
        .build();
  }

  private void attach() {
    var _ =
        gateway
            .conversations()
            .attach(id, anna, "connection", null, watcher)
            .toCompletableFuture()
            .join();
  }

  private void submit() {
    gateway
        .conversations()
        .submit(ClientCommands.command(id, ClientCommands.submit(turnId)))
        .toCompletableFuture()
        .join();
  }
}
