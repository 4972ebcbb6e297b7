package io.quillmesh.agenthost.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.agent.scripted.Reaction;
import io.quillmesh.agent.scripted.ScriptedModel;
import io.quillmesh.agenthost.testing.TestFolder;
import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.AgentOutput;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.provisioning.CardWithdrawal;
import io.quillmesh.testing.KafkaAndRegistry;
import io.quillmesh.testing.WithKafkaAndRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hosts between a real broker, a real registry and a model over HTTP. */
@WithKafkaAndRegistry
class AgentHostTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String TITLES =
      "{\"titles\": [{\"label\": \"雾\", \"message\": \"Use it\"}], \"score\": 70, \"tone\":"
          + " \"DARING\", \"remark\": null}";

  private final KafkaAndRegistry kafka;
  private final TestMesh mesh;
  private final ScriptedModel model = new ScriptedModel();
  private final List<ConfigurableApplicationContext> hosts = new ArrayList<>();

  /** Topics are shared by tests, so agents have names of their own. */
  private final String suffix = UUID.randomUUID().toString().substring(0, 8);

  private final String titles = "titles-" + suffix;
  private final String preview = "preview-" + suffix;

  @TempDir private Path parent = Path.of("set by JUnit");

  AgentHostTest(KafkaAndRegistry kafka) {
    this.kafka = kafka;
    this.mesh = new TestMesh(kafka);
  }

  @BeforeEach
  void theModelAnswers() {
    model.otherwise(Reaction.text(TITLES));
  }

  @AfterEach
  void close() {
    hosts.forEach(ConfigurableApplicationContext::close);
    mesh.close();
    model.close();
  }

  @Test
  void twoAgentsInOneHostAnswerWhatTheyAreAsked() throws Exception {
    // Given
    ConfigurableApplicationContext host = start(false, titles(), preview());
    awaitHealth(host, health -> health.path("status").asString().equals("UP"));

    // When
    String first = turn();
    String second = turn();
    mesh.ask("somebody-else", first);
    mesh.ask(titles, first);
    GenericRecord answered = mesh.result(first);
    model.otherwise(Reaction.text("伦敦，", "雾都。"));
    mesh.ask(preview, second);
    GenericRecord written = mesh.result(second);

    // Then
    assertThat(answered.getSchema().getFullName())
        .isEqualTo("io.quillmesh.agents.titles_%s.Titles%sAnswered".formatted(suffix, camel()));
    assertThat(answered.get("agent").toString()).isEqualTo(titles);
    assertThat(answered.get("turnId").toString()).isEqualTo(first);
    assertThat(JSON.readTree(answered.get("answer").toString())).isEqualTo(JSON.readTree(TITLES));
    assertThat(written.get("answer").toString()).isEqualTo("伦敦，雾都。");
    assertThat(written.get("streamId").toString()).isNotEmpty();
    assertThat(new String(mesh.bytes(Topics.CHUNKS.name(), second), StandardCharsets.UTF_8))
        .contains("雾都");
    // The data is a message of its own, with what agent.yml names.
    JsonNode request = model.requests().getFirst();
    assertThat(request.at("/temperature").asDouble()).isEqualTo(0.4);
    assertThat(request.at("/messages/0/content").asString()).contains("Suggest titles");
    assertThat(JSON.readTree(request.at("/messages/1/content").asString()))
        .isEqualTo(JSON.readTree("{\"message\": \"London\", \"language\": \"en\"}"));
    assertThat(
            host.getBean(MeterRegistry.class)
                .get("quillmesh.model.call")
                .tag("agent", titles)
                .timer()
                .count())
        .isEqualTo(1);
    assertThat(mesh.bytes(Topics.CARDS.name(), titles)).isNotNull();
  }

  @Test
  void aNewAgentLeavesThePastAloneAndALaterStartMissesNothing() throws Exception {
    // Given
    String past = turn();
    mesh.ask(titles, past);
    mesh.send(Topics.REQUESTS, past, "garbage".getBytes(StandardCharsets.UTF_8));
    ConfigurableApplicationContext host = start(false, titles());
    mesh.cards(titles, _ -> true);

    // When
    String first = turn();
    mesh.ask(titles, first);
    mesh.result(first);
    host.close();
    List<String> meanwhile = List.of(turn(), turn(), turn(), turn());
    meanwhile.forEach(turn -> mesh.ask(titles, turn));
    start(false, titles());

    // Then
    meanwhile.forEach(turn -> assertThat(mesh.result(turn)).isNotNull());
    assertThat(model.requests()).hasSize(1 + meanwhile.size());
  }

  @Test
  void itsCardSaysAllAndIsPublishedOnce() throws Exception {
    // When
    ConfigurableApplicationContext host = start(false, titles());
    AgentCard card = mesh.cards(titles, _ -> true).getLast();
    host.close();
    ConfigurableApplicationContext again = start(false, titles(), preview());
    // The second agent's is published after the first's would have been.
    mesh.cards(preview, _ -> true);
    awaitHealth(again, health -> health.path("status").asString().equals("UP"));

    // Then
    assertThat(mesh.cards(titles, _ -> true)).hasSize(1);
    assertThat(card.getLabels().getZh()).isEqualTo("标题");
    assertThat(card.getAfter()).containsExactly("generator");
    assertThat(card.getIntents()).containsExactly("GENERATE_ARTICLE");
    assertThat(card.getDeadlineMs()).isEqualTo(45_000);
    assertThat(card.getOutput()).isEqualTo(AgentOutput.RECORD);
    assertThat(new Schema.Parser().parse(card.getResultSchema()).getField("answer")).isNotNull();
    assertThat(JSON.readTree(card.getAnswerSchema()).path("additionalProperties").asBoolean(true))
        .isFalse();
    assertThat(card.getModel()).isEqualTo("scripted");
    assertThat(card.getPromptHash()).isNotEmpty();
  }

  @Test
  void whatCannotBeReadIsPutAside() throws Exception {
    // Given
    start(false, titles());
    mesh.cards(titles, _ -> true);
    String turn = turn();

    // When
    mesh.send(Topics.REQUESTS, turn, new byte[] {1, 2, 3});

    // Then
    assertThat(mesh.bytes(Topics.REQUESTS.deadLetterTopic("agent-" + titles), turn))
        .isEqualTo(new byte[] {1, 2, 3});
  }

  @Test
  void twoHostsShareTheWork() throws Exception {
    // Given
    awaitHealth(start(false, titles()), this::hasSomeButNotAllPartitions, 1);
    awaitHealth(start(false, titles()), this::hasSomeButNotAllPartitions, 2);
    awaitHealth(hosts.getFirst(), this::hasSomeButNotAllPartitions, 2);

    // When
    List<String> turns = java.util.stream.Stream.generate(AgentHostTest::turn).limit(8).toList();
    turns.forEach(turn -> mesh.ask(titles, turn));

    // Then
    turns.forEach(turn -> assertThat(mesh.result(turn).get("agent")).hasToString(titles));
    assertThat(model.requests()).hasSize(8);
  }

  @Test
  void aBrokenFolderStopsNoOther() throws Exception {
    // Given
    TestFolder broken = preview().replace("agent.yml", "deadline: 45s", "deadline: soon");

    // When
    ConfigurableApplicationContext host = start(false, broken, titles());
    mesh.cards(titles, _ -> true);
    String turn = turn();
    mesh.ask(titles, turn);

    // Then
    assertThat(mesh.result(turn).get("agent")).hasToString(titles);
    JsonNode health = awaitHealth(host, found -> found.path("status").asString().equals("UP"));
    JsonNode brokenHealth = health.at("/components/agent/components/" + preview);
    assertThat(brokenHealth.path("status").asString()).isEqualTo("BROKEN");
    assertThat(brokenHealth.at("/details/reason").asString()).contains("agent.yml:9");
  }

  @Test
  void aChangedFolderIsRunAndABrokenOneIsNot() throws Exception {
    // Given
    TestFolder folder = titles();
    ConfigurableApplicationContext host = start(true, folder);
    String before = mesh.cards(titles, _ -> true).getLast().getPromptHash();

    // When
    folder.with("prompt.md", "Suggest better titles.\n");

    // Then
    String after =
        mesh.cards(titles, card -> !card.getPromptHash().equals(before)).getLast().getPromptHash();
    String turn = turn();
    mesh.ask(titles, turn);
    assertThat(mesh.result(turn).get("call").toString()).contains(after);

    // When
    folder.with("prompt.md", "");

    // Then
    JsonNode health =
        awaitHealth(host, found -> !agent(found).at("/details/changedFolder").isMissingNode());
    assertThat(agent(health).at("/details/changedFolder").asString()).contains("prompt.md:1");
    String another = turn();
    mesh.ask(titles, another);
    assertThat(mesh.result(another).get("call").toString()).contains(after);
  }

  @Test
  void aSchemaThatBreaksReadersIsRefused() throws Exception {
    // Given
    TestFolder folder = titles();
    ConfigurableApplicationContext host = start(false, folder);
    mesh.cards(titles, _ -> true);
    host.close();
    folder
        .replace("answer.avdl", "int score = 0", "string score = \"\"")
        .replace("answer.avdl", "@minimum(0) @maximum(100) ", "");

    // When
    ConfigurableApplicationContext again = start(false, folder);

    // Then
    JsonNode health =
        awaitHealth(again, found -> !agent(found).at("/details/refused").isMissingNode());
    assertThat(agent(health).at("/details/refused").asString())
        .contains("would break those who read");
    assertThat(agent(health).path("status").asString()).isEqualTo("OUT_OF_SERVICE");
    // Nobody runs it, so no turn should wait for it.
    mesh.awaitCard(titles, false);
  }

  @Test
  void theCardOfAFolderThatNowIsBrokenIsWithdrawnUntilItIsMended() {
    // Given
    TestFolder folder = titles();
    ConfigurableApplicationContext host = start(false, folder);
    mesh.cards(titles, _ -> true);
    host.close();
    folder.replace("agent.yml", "deadline: 45s", "deadline: soon");

    // When
    start(true, folder);

    // Then
    mesh.awaitCard(titles, false);

    // When
    folder.replace("agent.yml", "deadline: soon", "deadline: 45s");

    // Then
    mesh.awaitCard(titles, true);
  }

  @Test
  void theCardOfAnAgentThatAnotherHostRunsStays() throws Exception {
    // Given
    ConfigurableApplicationContext host = start(false, titles());
    mesh.awaitCard(titles, true);
    awaitHealth(host, health -> agent(health).at("/details/partitions").asInt() > 0);

    // When, Then
    assertThat(withdraw(Duration.ZERO)).isFalse();
    mesh.awaitCard(titles, true);
    host.close();
    assertThat(withdraw(PATIENCE)).isTrue();
    mesh.awaitCard(titles, false);
    assertThat(withdraw(Duration.ZERO)).isFalse();
  }

  private boolean withdraw(Duration patience) throws InterruptedException {
    return CardWithdrawal.unlessItRuns(
        Map.of("bootstrap.servers", kafka.bootstrapServers()), titles, patience);
  }

  private TestFolder titles() {
    return TestFolder.named(parent, titles);
  }

  private TestFolder preview() {
    return TestFolder.named(parent, preview)
        .replace("agent.yml", "deadline: 45s", "deadline: 45s\ntext: true")
        .without("answer.avdl")
        .with("cases.yml", "- {name: a, message: b, expect: [{at: \"\", notBlank: true}]}");
  }

  private ConfigurableApplicationContext start(boolean watch, TestFolder... folders) {
    ConfigurableApplicationContext host =
        HostApplication.start(
            new HostSettings(Arrays.stream(folders).map(TestFolder::path).toList(), watch),
            "--server.port=0",
            "--KAFKA_BOOTSTRAP_SERVERS=" + kafka.bootstrapServers(),
            "--SCHEMA_REGISTRY_URL=" + kafka.registryUrl(),
            "--OPENAI_BASE_URL=" + model.baseUrl(),
            "--OPENAI_MODEL=scripted",
            "--OPENAI_STREAMED=true",
            "--DRAIN_TIMEOUT=5s");
    hosts.add(host);
    return host;
  }

  private JsonNode agent(JsonNode health) {
    return health.at("/components/agent/components/" + titles);
  }

  private boolean hasSomeButNotAllPartitions(JsonNode health, int hostCount) {
    int partitions = agent(health).at("/details/partitions").asInt();
    return hostCount == 1 ? partitions > 0 : partitions > 0 && partitions < 4;
  }

  private interface Share {
    boolean test(JsonNode health, int hosts);
  }

  private static void awaitHealth(ConfigurableApplicationContext host, Share share, int hosts)
      throws Exception {
    awaitHealth(host, health -> share.test(health, hosts));
  }

  private static JsonNode awaitHealth(
      ConfigurableApplicationContext host, Predicate<JsonNode> wanted) throws Exception {
    String port = host.getEnvironment().getRequiredProperty("local.server.port");
    URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
    Instant end = Instant.now().plus(PATIENCE);
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (true) {
        String body =
            client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        JsonNode health = JSON.readTree(body);
        if (wanted.test(health)) {
          return health;
        }
        assertThat(Instant.now()).as(body).isBefore(end);
      }
    }
  }

  private String camel() {
    return suffix.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + suffix.substring(1);
  }

  private static String turn() {
    return UUID.randomUUID().toString();
  }
}
