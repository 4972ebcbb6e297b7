package io.quillmesh.gateway.conversation.agents;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.gateway.conversation.admission.Admission;
import io.quillmesh.gateway.conversation.admission.PublishedCard;
import io.quillmesh.gateway.conversation.admission.SchemaCheck;
import io.quillmesh.gateway.conversation.directory.AgentDirectory;
import io.quillmesh.gateway.conversation.directory.ListedAgent;
import io.quillmesh.gateway.conversation.directory.ListedAgent.Status;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.schemas.AgentCard;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agents that there are at this moment. One thread changes it, any may read it. */
public final class KnownAgents implements AgentDirectory, Supplier<AgentGraph> {
  private static final Logger log = LoggerFactory.getLogger(KnownAgents.class);

  private final AgentGraph builtIn;
  private final Admission admission;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Known known;

  private record Known(AgentGraph graph, List<ListedAgent> agents) {}

  /**
   * @param builtIn the mesh's own agents
   * @param turn how long a turn may take
   */
  public KnownAgents(AgentGraph builtIn, Duration turn, MeterRegistry meters) {
    this.builtIn = builtIn;
    this.admission = new Admission(builtIn, turn);
    this.known = new Known(builtIn, Listing.of(builtIn, Map.of(), List.of()));
    for (Status status : Status.values()) {
      Gauge.builder("quillmesh.agents", this, agents -> agents.count(status))
          .description("Declared agents, by what became of their cards")
          .tag("status", status.name())
          .register(meters);
    }
  }

  /** The agents of a turn that starts now. */
  @Override
  public AgentGraph get() {
    return known.graph();
  }

  @Override
  public List<ListedAgent> agents() {
    return known.agents();
  }

  @Override
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  private long count(Status status) {
    return known.agents().stream()
        .filter(agent -> !agent.builtIn() && agent.status() == status)
        .count();
  }

  /**
   * Decides anew.
   *
   * @param cards the newest card of each name
   */
  void decide(Map<String, PublishedCard> cards, SchemaCheck schemas) {
    Admission.Outcome outcome = admission.decide(cards.values(), schemas);
    Map<String, AgentCard> published = new HashMap<>();
    cards.forEach((name, card) -> published.put(name, card.card()));
    List<ListedAgent> before = known.agents();
    List<ListedAgent> now = Listing.of(builtIn, published, outcome.decisions());
    known = new Known(outcome.graph(), now);
    log(before, now);
    if (!admitted(before).equals(admitted(now))) {
      listeners.forEach(KnownAgents::tell);
    }
  }

  private static void tell(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("A change of the agents could not be told");
    }
  }

  private static List<ListedAgent> admitted(List<ListedAgent> agents) {
    return agents.stream().filter(agent -> agent.status() == Status.ADMITTED).toList();
  }

  private static void log(List<ListedAgent> before, List<ListedAgent> now) {
    Map<String, ListedAgent> gone =
        before.stream().collect(Collectors.toMap(ListedAgent::name, Function.identity()));
    for (ListedAgent agent : now) {
      @Nullable ListedAgent old = gone.remove(agent.name());
      if (!agent.builtIn() && (old == null || !saysTheSame(old, agent))) {
        log(agent);
      }
    }
    gone.keySet()
        .forEach(name -> log.atInfo().addKeyValue("agent", name).log("An agent is withdrawn"));
  }

  private static void log(ListedAgent agent) {
    String name = agent.name();
    switch (agent.status()) {
      case ADMITTED -> log.atInfo().addKeyValue("agent", name).log("An agent is admitted");
      case REFUSED ->
          log.atWarn()
              .addKeyValue("agent", name)
              .addKeyValue("reason", agent.reason())
              .log("An agent is refused");
      case PENDING ->
          log.atWarn()
              .addKeyValue("agent", name)
              .addKeyValue("reason", agent.reason())
              .log("An agent cannot be admitted yet");
    }
  }

  private static boolean saysTheSame(ListedAgent one, ListedAgent other) {
    return one.status() == other.status() && Objects.equals(one.reason(), other.reason());
  }
}
