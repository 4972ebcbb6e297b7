package io.quillmesh.endtoend.declared;

import static org.awaitility.Awaitility.await;

import io.quillmesh.endtoend.checks.Broker;
import io.quillmesh.endtoend.checks.Processes;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Person;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What each gateway says about the agents: {@code GET /v1/agents}. */
record Directories(List<Person> askers) {

  /** The topic of the agents' cards. */
  static final String TOPIC = "mesh.agents";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static Directories of(Processes processes) {
    return new Directories(
        processes.gateways().stream()
            .map(name -> new Gateway(processes.address(name), null).newPerson())
            .toList());
  }

  /** Returns when all gateways have admitted an agent, or refused it. */
  void awaitStatus(String agent, String status) {
    await(agent + " is " + status)
        .atMost(PATIENCE)
        .until(() ->
            askers.stream()
                .allMatch(asker ->
                    find(asker, agent)
                        .filter(it -> it.path("status").asString().equals(status))
                        .isPresent()));
  }

  /** Withdraws agents, and returns when no gateway knows them any more. */
  void remove(Broker broker, String... agents) {
    for (String agent : agents) {
      broker.remove(TOPIC, agent);
      awaitGone(agent);
    }
  }

  /** Returns when no gateway knows an agent any more. */
  void awaitGone(String agent) {
    await(agent + " is gone")
        .atMost(PATIENCE)
        .until(() -> askers.stream().allMatch(asker -> find(asker, agent).isEmpty()));
  }

  /** What one of the gateways says about all agents. */
  JsonNode all() {
    return agents(askers.getFirst());
  }

  /** What one of the gateways says about an agent. */
  JsonNode find(String agent) {
    return find(askers.getFirst(), agent).orElseThrow();
  }

  private static Optional<JsonNode> find(Person asker, String agent) {
    return agents(asker)
        .valueStream()
        .filter(it -> it.path("name").asString().equals(agent))
        .findFirst();
  }

  private static JsonNode agents(Person asker) {
    return asker.call("GET", "/v1/agents").json().path("agents");
  }
}
