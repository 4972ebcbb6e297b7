package io.quillmesh.endtoend.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.checks.Broker;
import io.quillmesh.endtoend.checks.DeadLetters;
import io.quillmesh.endtoend.checks.Processes;
import io.quillmesh.endtoend.checks.Registry;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.reliability.Turn.End;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Under a steady load of conversations, one thing after another goes wrong. Every accepted message
 * has an end, no client gets a frame twice or out of order, an article is what was streamed, and
 * only running model calls are repeated.
 *
 * <p>Every build has the short form; {@code ./mesh test --faults} has all of it.
 */
@BlackBox(asDelivered = true)
@Order(Integer.MAX_VALUE - 1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultSuiteTest {

  private static final int CONVERSATIONS = 8;

  /** Calls in progress, and calls that are done but not yet committed. */
  private static final long MOST_AGAIN = 2 * CONVERSATIONS;

  /** Threads and open files come and go with the load. */
  private static final int SLACK = 60;

  private final FaultTable table = new FaultTable();
  private Map<String, Processes.Held> atFirst = Map.of();
  private Disturbance.Hands mesh;

  static Stream<Disturbance> shortForm() {
    return Disturbance.all().filter(Disturbance::isShort);
  }

  static Stream<Disturbance> theRest() {
    return Disturbance.all().filter(it -> !it.isShort());
  }

  @BeforeAll
  void begin(
      Gateway gateway,
      OfflineModel model,
      Processes processes,
      Broker broker,
      Registry registry,
      DeadLetters dead) {
    var load = new SteadyLoad(gateway, CONVERSATIONS);
    mesh = new Disturbance.Hands(gateway, model, processes, broker, registry, dead, load);
    atFirst = processes.held();
  }

  @ParameterizedTest
  @MethodSource("shortForm")
  void survives(Disturbance disturbance) throws Exception {
    disturb(disturbance);
  }

  @ParameterizedTest
  @MethodSource("theRest")
  @Tag("long")
  void survivesTheRest(Disturbance disturbance) throws Exception {
    disturb(disturbance);
  }

  private void disturb(Disturbance disturbance) throws Exception {
    mesh.model()
        .set(
            Map.of(
                "firstTokenDelayMs", 50,
                "tokenDelayMs", 5,
                "articleTokens", 100,
                "replyTokens", 20,
                "jsonTokens", 10));
    // One thing at a time: a process that the last one ended may still be starting.
    mesh.processes().awaitReady();
    mesh.load().beginAnew();
    Map<String, Long> before = calls();
    try (SteadyLoad.Stretch stretch = mesh.load().begin()) {
      stretch.awaitGoodTurns();

      long begin = System.nanoTime();
      disturbance.action().happen(mesh, stretch);
      stretch.awaitGoodTurns();
      Duration recovery = Duration.ofNanos(System.nanoTime() - begin);

      List<Turn> turns = stretch.end();
      Map<String, Long> surplus = surplus(before, turns.size());
      table.add(disturbance.name(), turns, recovery, surplus);
      assertThat(turns)
          .extracting(Turn::end, Turn::detail)
          .noneMatch(it -> it.toList().contains(End.LOST) || it.toList().contains(End.WRONG));
      assertThat(mesh.load().gaps()).isEmpty();
      surplus.forEach((agent, calls) ->
          assertThat(calls)
              .as("calls of %s that nobody asked for", agent)
              .isLessThanOrEqualTo(disturbance.again().contains(agent) ? MOST_AGAIN : 0));
    }
  }

  private Map<String, Long> calls() {
    return FaultTable.AGENTS.stream()
        .collect(
            Collectors.toMap(
                agent -> agent, agent -> mesh.model().calls(agent) - mesh.model().spoilt(agent)));
  }

  private Map<String, Long> surplus(Map<String, Long> before, int turns) {
    Map<String, Long> surplus = new HashMap<>();
    calls()
        .forEach(
            (agent, calls) -> surplus.put(agent, calls - before.getOrDefault(agent, 0L) - turns));
    return surplus;
  }

  @AfterAll
  void publish() throws IOException {
    mesh.load().close();
    try {
      // The gateways notice each closed connection separately.
      await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertBack(held()));
    } finally {
      table.note("At first: %s. At last: %s.".formatted(atFirst, held()));
      table.publish();
    }
  }

  private Map<String, Processes.Held> held() {
    return mesh.processes().held();
  }

  private void assertBack(Map<String, Processes.Held> atLast) {
    atFirst.forEach((name, before) -> {
      Processes.Held now = atLast.getOrDefault(name, before);
      assertThat(now.threads())
          .as("threads of %s", name)
          .isLessThanOrEqualTo(before.threads() + SLACK);
      assertThat(now.files())
          .as("open files of %s", name)
          .isLessThanOrEqualTo(before.files() + SLACK);
    });
  }
}
