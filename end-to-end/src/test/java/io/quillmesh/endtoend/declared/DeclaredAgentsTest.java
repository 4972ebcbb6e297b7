package io.quillmesh.endtoend.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.checks.Broker;
import io.quillmesh.endtoend.checks.DeadLetters;
import io.quillmesh.endtoend.checks.Garbage;
import io.quillmesh.endtoend.checks.OtherLanguage;
import io.quillmesh.endtoend.checks.Processes;
import io.quillmesh.endtoend.checks.Registry;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.Person;
import io.quillmesh.endtoend.client.Run;
import io.quillmesh.endtoend.mesh.Mesh;
import io.quillmesh.endtoend.mesh.WithMesh;
import io.quillmesh.testing.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Agents that are folders join a mesh that runs, work in its turns and leave it again. Two are
 * examples, and one is of the test.
 */
@BlackBox
@WithMesh
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeclaredAgentsTest {

  /** Answers with a record, and no turn's end waits for it. */
  private static final String TITLES = "title-suggester";

  /** Answers with a text that is streamed. */
  private static final String PREVIEW = "translator-preview";

  private static final String MOOD = "mood";
  private static final String RESULTS = "conversation.results";
  private static final String CARDS = Directories.TOPIC;
  private static final String TITLES_SUBJECT =
      RESULTS + "-io.quillmesh.agents.title_suggester.TitleSuggesterAnswered";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Directories directories;
  private AgentStart host;
  private Folder mood;

  @BeforeAll
  void start(Mesh mesh, Processes processes, @TempDir Path folder) throws Exception {
    directories = Directories.of(processes);
    // Nobody has this agent, so it is not admitted yet.
    mood = Folder.mood(folder, MOOD, "after: [nobody]");
    host = AgentStart.of(mesh, Folder.example(TITLES), Folder.example(PREVIEW), mood.path());
    host.awaitNews(TITLES, "is admitted");
    host.awaitNews(PREVIEW, "is admitted");
    host.awaitNews(MOOD, "is refused");
    directories.awaitStatus(TITLES, "ADMITTED");
    directories.awaitStatus(PREVIEW, "ADMITTED");
  }

  @AfterAll
  void end(Broker broker) throws Exception {
    host.close();
    directories.remove(broker, TITLES, PREVIEW, MOOD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Help me write a travelogue about Lisbon", "帮我写一篇拉萨游记"})
  void theirAnswersAreSeenAndKept(String message, Gateway gateway) {
    Person person = gateway.newPerson();
    Connection connection = person.open().ready();

    Run run = connection.say(message);

    assertThat(run.succeeded()).isTrue();
    JsonNode results = awaitResults(connection, TITLES, PREVIEW);
    assertThat(results.path(TITLES).path("titles"))
        .hasSize(5)
        .allSatisfy(title -> {
          assertThat(title.path("label").asString()).isNotBlank();
          assertThat(title.path("message").asString()).isNotBlank();
        });
    assertThat(results.path(PREVIEW).asString())
        .isNotBlank()
        .isEqualTo(run.textOf(run.id() + "/" + PREVIEW));
    assertThat(connection.state().at("/agents/" + TITLES + "/status").asString()).isEqualTo("DONE");
    assertThat(connection.state().at("/agents/" + PREVIEW + "/status").asString())
        .isEqualTo("DONE");
    Connection later = person.connect(connection.conversationId()).ready();
    assertThat(later.state()).isEqualTo(connection.state());
  }

  @Test
  void otherServicesReadTheirResults(Gateway gateway, Broker broker, Registry registry) {
    assumeThat(Node.isThere()).as("Node is installed").isTrue();
    Connection connection = gateway.newPerson().open().ready();
    Run run = connection.say("Help me write a travelogue about Bergen");
    JsonNode results = awaitResults(connection, TITLES, PREVIEW);

    JsonNode read =
        new OtherLanguage(broker, registry)
            .read(List.of(connection.conversationId()), List.of(RESULTS + ":2"))
            .path(RESULTS);

    assertThat(read)
        .hasSize(2)
        .allSatisfy(result -> {
          assertThat(result.path("turnId").asString()).isEqualTo(run.id());
          assertThat(result.path("answer"))
              .isEqualTo(results.path(result.path("agent").asString()));
        });
    assertThat(registry.schema(TITLES_SUBJECT)).contains("Five titles");
  }

  @Test
  void anAgentThatComesInMidTurnBeginsWithTheNextOneUntilItIsWithdrawn(
      Mesh mesh, Gateway gateway, Processes processes) throws Exception {
    mood.settings("after: [nobody]");
    directories.awaitStatus(MOOD, "REFUSED");
    Connection connection = gateway.newPerson().open().ready();
    processes.pause("reply-service");
    Message first = connection.send("Help me write a travelogue about Porto");
    connection.awaitFrame("its start", frame -> frame.is("RUN_STARTED"));

    mood.settings("after: [intent]");
    host.awaitNews(MOOD, "is admitted");
    directories.awaitStatus(MOOD, "ADMITTED");
    processes.resume("reply-service");

    Run before = connection.run(first);
    assertThat(before.succeeded()).isTrue();
    assertThat(before.state().path("agents").propertyNames()).doesNotContain(MOOD);
    Run with = connection.say("Make it shorter");
    assertThat(with.state().at("/results/mood/mood").asString()).isNotBlank();
    assertThat(with.all("SUBAGENT_FINISHED"))
        .anyMatch(frame -> frame.text("subagentRunId").equals(with.id() + "/" + MOOD));

    assertThat(Tool.run(mesh.tool("agent", "list")))
        .containsPattern("(?m)^mood +admitted +intent ");
    assertThat(Tool.run(mesh.tool("agent", "remove", MOOD))).contains("mood is withdrawn");
    directories.awaitGone(MOOD);
    Run without = connection.say("你好！");
    assertThat(without.succeeded()).isTrue();
    assertThat(without.state().path("agents").propertyNames()).doesNotContain(MOOD);
  }

  @Test
  void anAnswerThatReadersCouldNotReadIsNotTakenAndTheAgentGoesOnAsItWas(Gateway gateway)
      throws Exception {
    mood.settings("after: [context]");
    directories.awaitStatus(MOOD, "ADMITTED");

    mood.breakAnswer();

    host.awaitLine("The changed folder is not taken");
    Run run = gateway.newPerson().open().ready().say("Help me write a travelogue about Faro");
    assertThat(run.succeeded()).isTrue();
    assertThat(run.state().at("/results/mood/mood").isString()).isTrue();
    mood.mendAnswer();
  }

  @Test
  void whatOthersWriteToTheirTopicsDisturbsNobody(
      Gateway gateway, Processes processes, Broker broker, Registry registry, DeadLetters dead) {
    Connection connection = gateway.newPerson().open().ready();
    String conversation = connection.conversationId();
    JsonNode agents = directories.all();
    processes.pause("reply-service");
    Message message = connection.send("Help me write a travelogue about Sintra");
    connection.awaitFrame("its start", frame -> frame.is("RUN_STARTED"));

    List<byte[]> hostile = new ArrayList<>(Garbage.every(registry.schemaId(TITLES_SUBJECT)));
    var forger = ResultForger.of(registry, TITLES_SUBJECT);
    for (String agent : List.of("intent", "nobody", PREVIEW)) {
      hostile.add(forger.result(fields(conversation, message, agent)));
    }
    hostile.add(forger.result(fields(UUID.randomUUID().toString(), message, TITLES)));
    hostile.add(forger.oversized(fields(conversation, message, TITLES), "titles", "label"));
    for (byte[] value : hostile) {
      broker.put(RESULTS, conversation, value);
      dead.expect(RESULTS + ".gateway.dlt", value);
    }
    for (byte[] value : Garbage.every(registry.schemaId(CARDS + "-value"))) {
      broker.put(CARDS, "nobody", value);
      dead.expect(CARDS + ".gateway-cards.dlt", value);
    }
    processes.resume("reply-service");

    Run run = connection.run(message);
    assertThat(run.succeeded()).isTrue();
    assertThat(run.all("SUBAGENT_ERROR")).isEmpty();
    assertThat(awaitResults(connection, TITLES, PREVIEW).propertyNames())
        .isSubsetOf(TITLES, PREVIEW, MOOD);
    assertThat(run.state().path("agents").propertyNames()).doesNotContain("nobody");
    assertThat(connection.say("你好！").succeeded()).isTrue();
    assertThat(directories.all()).isEqualTo(agents);
    broker.remove(CARDS, "nobody");
  }

  private static Map<String, String> fields(String conversation, Message message, String agent) {
    return Map.of(
        "eventId",
        UUID.randomUUID().toString(),
        "conversationId",
        conversation,
        "turnId",
        message.runId(),
        "agent",
        agent);
  }

  /** Waits until the state has the results of these agents, some of which come after the turn. */
  private static JsonNode awaitResults(Connection connection, String... agents) {
    return await("results")
        .atMost(PATIENCE)
        .until(
            () -> connection.state().path("results"),
            results -> List.of(agents).stream().allMatch(results::has));
  }
}
