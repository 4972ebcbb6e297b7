package io.quillmesh.endtoend.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quillmesh.endtoend.checks.Broker;
import io.quillmesh.endtoend.checks.DeadLetters;
import io.quillmesh.endtoend.checks.Garbage;
import io.quillmesh.endtoend.checks.Processes;
import io.quillmesh.endtoend.checks.Registry;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Crowd;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something that happens to a working mesh. When it returns, it is over.
 *
 * @param name for people
 * @param again the agents whose model calls may be repeated because of it, in addition to those
 *     that the model has spoilt
 * @param isShort whether it is part of every build
 */
record Disturbance(String name, Set<String> again, boolean isShort, Action action) {

  private static final Set<String> ALL = Set.of("intent", "context", "generator", "reply", "phase");

  /** How long a process stands still: longer than its consumer group waits for it. */
  private static final Duration PAUSE = Duration.ofSeconds(12);

  /** Each with a socket, a session and a conversation. */
  private static final int STRANGERS = 10_000;

  /** The tools of a disturbance. */
  record Hands(
      Gateway gateway,
      OfflineModel model,
      Processes processes,
      Broker broker,
      Registry registry,
      DeadLetters dead,
      SteadyLoad load) {}

  /** Does it. */
  interface Action {
    void happen(Hands mesh, SteadyLoad.Stretch stretch);
  }

  @Override
  public String toString() {
    return name;
  }

  static Stream<Disturbance> all() {
    List<Disturbance> all = new ArrayList<>();
    all.add(new Disturbance("none", Set.of(), false, (_, _) -> {}));
    for (String agent : List.of("generator", "intent", "context", "reply", "phase")) {
      all.add(kill(agent + "-service", Set.of(agent), false));
    }
    all.add(stop("generator-service"));
    all.add(stop("gateway"));
    // After that it is the host of everything. The next host repeats what it has sent to agents and
    // not committed.
    all.add(kill("gateway-2", ALL, true));
    all.add(kill("broker", ALL, true));
    all.add(kill("registry", Set.of(), false));
    for (String agent : List.of("intent", "context", "generator", "reply", "phase")) {
      all.add(pause(agent + "-service", Set.of(agent)));
    }
    all.add(pause("gateway-2", ALL));
    all.add(pause("broker", ALL));
    all.add(pause("registry", Set.of()));
    all.add(model("a fifth of the calls answered with 500", Map.of("errorRate", 0.2)));
    all.add(model("a fifth answered with 429 and Retry-After", Map.of("rateLimitRate", 0.2)));
    all.add(model("a fifth of the answers cut half-way", Map.of("cutRate", 0.2)));
    all.add(model("a fifth of the JSON fits no schema", Map.of("nonsenseRate", 0.2)));
    all.add(model("one call in fifty hangs", Map.of("hangRate", 0.02)));
    all.add(new Disturbance("garbage from clients", Set.of(), false, (mesh, _) -> frames(mesh)));
    all.add(new Disturbance("garbage on every topic", Set.of(), false, (mesh, _) -> topics(mesh)));
    all.add(
        new Disturbance(
            "a watcher of each that reads nothing", Set.of(), false, Disturbance::silent));
    all.add(
        new Disturbance(
            STRANGERS + " strangers who do nothing", Set.of(), false, Disturbance::strangers));
    return all.stream();
  }

  private static Disturbance kill(String process, Set<String> again, boolean isShort) {
    return new Disturbance(
        "kill -9 " + process, again, isShort, (mesh, _) -> mesh.processes().kill(process));
  }

  private static Disturbance stop(String process) {
    return new Disturbance(
        "SIGTERM to " + process, Set.of(), false, (mesh, _) -> mesh.processes().stop(process));
  }

  private static Disturbance pause(String process, Set<String> again) {
    return new Disturbance(
        "%s stands still for %d s".formatted(process, PAUSE.toSeconds()),
        again,
        false,
        (mesh, _) -> {
          mesh.processes().pause(process);
          await().atMost(PAUSE.multipliedBy(2)).pollDelay(PAUSE).until(() -> true);
          mesh.processes().resume(process);
        });
  }

  private static Disturbance model(String name, Map<String, Object> faults) {
    return new Disturbance(
        name,
        Set.of(),
        false,
        (mesh, stretch) -> {
          mesh.model().set(faults);
          stretch.awaitTurns(5 * mesh.load().conversations().size());
          faults.keySet().forEach(fault -> mesh.model().set(Map.of(fault, 0.0)));
        });
  }

  private static void frames(Hands mesh) {
    for (String frame :
        List.of(
            "", "{", "[]", "null", "{\"type\":\"abort\"}", "\u0000\uffff", "x".repeat(600_000))) {
      try (Connection connection = mesh.gateway().newPerson().open()) {
        connection.sendRaw(frame);
        connection.awaitAnswerOrClose();
      }
    }
  }

  private static void topics(Hands mesh) {
    for (Topic<?> topic : Topics.ofOneType().toList()) {
      for (byte[] value : Garbage.every(mesh.registry().schemaId(topic.subject()))) {
        mesh.broker().put(topic.name(), mesh.load().conversations().getFirst(), value);
        topic.readers().forEach(group -> mesh.dead().expect(topic.deadLetterTopic(group), value));
      }
    }
  }

  /** The same number at each gateway. For half of them another gateway is the host. */
  private static void strangers(Hands mesh, SteadyLoad.Stretch stretch) {
    List<Crowd> crowds = new ArrayList<>();
    try {
      List<String> gateways = mesh.processes().gateways();
      for (String gateway : gateways) {
        crowds.add(Crowd.gather(mesh.processes().address(gateway), STRANGERS / gateways.size()));
      }
      stretch.awaitTurns(5 * mesh.load().conversations().size());
      assertThat(crowds).allSatisfy(crowd -> assertThat(crowd.refusals()).isEmpty());
      assertThat(crowds.stream().mapToLong(Crowd::held).sum()).isEqualTo(STRANGERS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      crowds.forEach(Crowd::close);
    }
  }

  private static void silent(Hands mesh, SteadyLoad.Stretch stretch) {
    mesh.load().watchWithoutReading();
    stretch.awaitTurns(5 * mesh.load().conversations().size());
  }
}
