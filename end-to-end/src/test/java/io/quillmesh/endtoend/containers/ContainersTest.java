package io.quillmesh.endtoend.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Frame;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.client.Person;
import io.quillmesh.endtoend.client.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/**
 * What an operator of docker-compose.yml may rely on. It runs beside the other tests: its images
 * and containers take three minutes, and half of that time they wait.
 */
@WithContainers
@Execution(ExecutionMode.CONCURRENT)
// Its own tests come one after the other.
@ResourceLock("containers")
@Order(1)
class ContainersTest {

  private static final String GENERATOR = "generator-service";
  private static final String AGENT_HOST = "agent-host";

  /** One of the folders in {@code agents}. A turn's end waits for its text. */
  private static final String PREVIEW = "translator-preview";

  private static final Set<String> NOT_OURS = Set.of("kafka", "registry");
  private static final Set<String> ONE_SHOT = Set.of("provisioning", "keys");

  /** How many parts of the file the JVM has mapped into memory. */
  private static final String CACHE_IN_USE = "grep -c app.aot /proc/1/maps || true";

  /** The exit code of a process that the engine had to kill. */
  private static final int KILLED = 137;

  @Test
  void aConversationIsWritten(Gateway gateway) {
    Run run = gateway.newPerson().open().ready().say("帮我写一篇伦敦游记");

    assertThat(run.succeeded()).isTrue();
    assertThat(run.article()).contains("伦敦");
    assertThat(run.reply()).contains("伦敦");
  }

  @Test
  void nobodyIsRootOrHasMoreThanItsShare(Compose compose) {
    assertThat(compose.containers())
        .hasSizeGreaterThanOrEqualTo(12)
        .allSatisfy(container -> {
          JsonNode host = container.inspect().path("HostConfig");
          assertThat(host.path("Memory").asLong()).as("memory").isPositive();
          assertThat(host.path("NanoCpus").asLong()).as("processors").isPositive();
          assertThat(host.path("PidsLimit").asLong()).as("threads").isPositive();
          assertThat(host.path("CapDrop").toString()).isEqualTo("[\"ALL\"]");
          assertThat(host.path("SecurityOpt").toString()).contains("no-new-privileges:true");
          assertThat(host.path("ReadonlyRootfs").asBoolean())
              .as("read-only")
              .isEqualTo(!NOT_OURS.contains(container.service()));
        });
    assertThat(compose.containers())
        .filteredOn(Container::isRunning)
        .allSatisfy(container -> assertThat(container.exec("id", "-u")).isNotEqualTo("0"));
  }

  @Test
  void theOneShotStepsHaveEndedWell(Compose compose) {
    assertThat(compose.containers())
        .filteredOn(container -> ONE_SHOT.contains(container.service()))
        .hasSize(2)
        .allSatisfy(container -> {
          assertThat(container.isRunning()).isFalse();
          assertThat(container.exitCode()).isZero();
        });
  }

  @Test
  void portsAreOpenToThisMachineOnly(Compose compose) {
    List<String> addresses =
        compose.containers().stream()
            .flatMap(container -> container.inspect().at("/HostConfig/PortBindings").valueStream())
            .flatMap(JsonNode::valueStream)
            .map(binding -> binding.path("HostIp").asString())
            .toList();

    assertThat(addresses).hasSize(4).containsOnly("127.0.0.1");
  }

  @Test
  void aKeySwitchesToARealModelAndIsForAgentsOnly() {
    JsonNode services = Compose.config(Map.of("OPENAI_API_KEY", "secret-key"));

    assertThat(services.at("/offline-model/scale").asInt(-1)).isZero();
    services.forEachEntry((name, service) -> {
      boolean isAgent = name.endsWith("-service");
      assertThat(service.path("environment").toString().contains("secret-key"))
          .as(name)
          .isEqualTo(isAgent);
      if (isAgent) {
        assertThat(service.at("/environment/OPENAI_BASE_URL").asString())
            .isEqualTo("https://api.openai.com/v1");
      }
    });
  }

  @Test
  void agentsThatAreFoldersRunOnlyWhenAskedFor() {
    JsonNode without = Compose.config(Map.of());
    JsonNode with =
        Compose.config(Map.of("COMPOSE_PROFILES", "agents", "OPENAI_API_KEY", "secret-key"));

    assertThat(without.propertyNames()).doesNotContain(AGENT_HOST);
    JsonNode host = with.path(AGENT_HOST);
    assertThat(host.at("/environment/OPENAI_API_KEY").asString()).isEqualTo("secret-key");
    assertThat(host.at("/volumes/0/source").asString()).endsWith("/agents");
    assertThat(host.at("/volumes/0/read_only").asBoolean()).isTrue();
  }

  @Test
  void aTunedModelStandsBetweenTheIntentAgentAndItsModel() {
    JsonNode without = Compose.config(Map.of("INTENT_BASE_URL", "http://intents/v1"));
    JsonNode with =
        Compose.config(
            Map.of(
                "MESH_TUNED", "1",
                "COMPOSE_PROFILES", "tuned",
                "INTENT_BASE_URL", "http://intents/v1",
                "OPENAI_API_KEY", "secret-key"));

    assertThat(without.propertyNames()).doesNotContain("tuned-model");
    assertThat(without.at("/intent-service/environment/INTENT_BASE_URL").asString())
        .isEqualTo("http://intents/v1");
    assertThat(with.at("/intent-service/environment/INTENT_BASE_URL").asString())
        .isEqualTo("http://tuned-model:8080/intent/v1");
    assertThat(with.at("/intent-service/environment/OPENAI_API_KEY").asString())
        .isEqualTo("secret-key");
    assertThat(with.at("/reply-service/environment/OPENAI_BASE_URL").asString())
        .isEqualTo("https://api.openai.com/v1");
    JsonNode tuned = with.path("tuned-model");
    assertThat(tuned.at("/environment/INTENT_UPSTREAM_URL").asString())
        .isEqualTo("http://intents/v1");
    assertThat(tuned.toString()).as("it needs no key").doesNotContain("secret-key");
    assertThat(tuned.path("volumes").valueStream())
        .hasSize(2)
        .allMatch(volume -> volume.path("read_only").asBoolean());
  }

  @Test
  void agentsThatAreFoldersTakePart(Compose compose, Gateway gateway) {
    assertThat(compose.running(AGENT_HOST))
        .extracting(Container::health)
        .containsExactly("healthy");
    Person person = gateway.newPerson();
    await("their cards are read")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(admitted(person)).contains("title-suggester", PREVIEW));
    Connection connection = person.open().ready();

    Run run = connection.say("Help me write a travelogue about Turin");

    assertThat(run.succeeded()).isTrue();
    assertThat(run.state().at("/agents/" + PREVIEW + "/status").asString()).isEqualTo("DONE");
    assertThat(run.state().at("/results/" + PREVIEW).asString())
        .isNotBlank()
        .isEqualTo(run.textOf(run.id() + "/" + PREVIEW));
    // No turn's end waits for it.
    await("the titles")
        .atMost(Duration.ofSeconds(30))
        .until(() -> connection.state().at("/results/title-suggester/titles").size() == 5);
  }

  @Test
  void aServiceStartsWithItsCache(Compose compose) {
    assertThat(compose.running(GENERATOR).getFirst().exec("bash", "-c", CACHE_IN_USE))
        .matches("[1-9][0-9]*");
  }

  /** The images as they are delivered. Those of the tests have fewer caches. */
  @Test
  @Tag("long")
  void everyServiceHasAStartUpCache() {
    assertThat(Compose.caches())
        .hasSize(6)
        .allSatisfy((_, size) -> assertThat(size).isGreaterThan(50_000_000));
  }

  @Test
  void threeGeneratorsShareTheWork(Compose compose, Gateway gateway) {
    List<Container> generators = threeGenerators(compose);

    List<Run> runs = Talks.begin(gateway).runs();

    assertThat(runs).allMatch(Run::succeeded);
    assertThat(generators)
        .extracting(generator -> generator.metric("quillmesh_agent_work_seconds_count"))
        .allMatch(count -> count >= 8);
  }

  @Test
  void oneThatIsStoppedFinishesWhatItWrites(Compose compose, Gateway gateway, OfflineModel model) {
    Container stopped = threeGenerators(compose).getFirst();
    Talks talks = begin(compose, gateway, model, stopped);

    stopped.stop();

    assertThat(stopped.exitCode()).as("it ended by itself").isNotEqualTo(KILLED);
    List<Run> runs = talks.runs();
    assertNothingLost(runs);
    assertThat(runs).allMatch(run -> run.articleMessages().size() == 1);
  }

  @Test
  void whatAKilledOneWroteIsWrittenByTheOthers(
      Compose compose, Gateway gateway, OfflineModel model) {
    Container killed = threeGenerators(compose).getFirst();
    Talks talks = begin(compose, gateway, model, killed);

    killed.kill();

    List<Run> runs = talks.runs();
    assertNothingLost(runs);
    assertThat(runs).anyMatch(run -> run.articleMessages().size() == 2);
  }

  @Test
  void conversationsOutliveTheContainers(Compose compose, Gateway gateway) {
    Person person = gateway.newPerson();
    Connection before = person.open().ready();
    String article = before.say("Write a story about rain").article();
    before.close();

    compose.recreate("kafka", "registry", "gateway");

    Connection after = person.connect(before.conversationId()).ready();
    // What was shown may not have been committed when the broker stopped: then it is done again.
    after.awaitFrame("the article that was shown", _ -> article(after).equals(article));
    assertThat(after.say("Make it shorter").succeeded()).isTrue();
  }

  private static String article(Connection connection) {
    return connection.state().at("/article/markdown").asString();
  }

  private static List<String> admitted(Person person) {
    return person
        .call("GET", "/v1/agents")
        .json()
        .path("agents")
        .valueStream()
        .filter(agent -> agent.path("status").asString().equals("ADMITTED"))
        .map(agent -> agent.path("name").asString())
        .toList();
  }

  private static List<Container> threeGenerators(Compose compose) {
    compose.scale(GENERATOR, 3);
    List<Container> generators = compose.running(GENERATOR);
    assertThat(generators).hasSize(3);
    await("a third of the partitions for each")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(group(compose).shares()).containsExactly(2, 2, 2));
    return generators;
  }

  /**
   * Everybody has asked for an article, which takes some seconds, and this instance is writing one.
   */
  private static Talks begin(
      Compose compose, Gateway gateway, OfflineModel model, Container generator) {
    Set<Integer> partitions = group(compose).partitionsAt(generator.address());
    assertThat(partitions).hasSize(2);
    // Everything except the article comes in one piece.
    model.set(Map.of("jsonTokens", 1, "replyTokens", 1));
    model.delay(Duration.ofMillis(100), Duration.ofMillis(30));
    Talks talks = Talks.begin(gateway);
    await("several articles that are being written")
        .atMost(Duration.ofSeconds(60))
        .until(() -> talks.inMidArticle(partitions) >= 4);
    // Work that begins from now on.
    model.behaveWell();
    return talks;
  }

  private static Group group(Compose compose) {
    return new Group(compose.bootstrapServers(), GENERATOR);
  }

  private static void assertNothingLost(List<Run> runs) {
    assertThat(runs)
        .allSatisfy(run -> {
          assertThat(run.succeeded()).isTrue();
          assertThat(run.all("SUBAGENT_ERROR")).extracting(Frame::line).isEmpty();
          assertThat(run.article())
              .contains("Bergen")
              .isEqualTo(run.state().at("/article/markdown").asString());
          assertThat(run.reply()).contains("Bergen");
        });
  }
}
