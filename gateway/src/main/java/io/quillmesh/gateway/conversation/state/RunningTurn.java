package io.quillmesh.gateway.conversation.state;

import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The running turn: what was asked, the states of the agents, and what is known so far. Its texts
 * are not here but in its frames.
 *
 * @param firstSequence its first frame
 * @param graph its agents, as they were when the turn began
 * @param agents the state of each, by name
 * @param capabilities the ids of the capabilities that this message used
 * @param article the version that this turn made; 0 when it has made none
 * @param articleMessage the text that was shown as the article, as it will be kept; null when none
 * @param replyMessage the answer, as it will be kept; null when there is none yet
 */
public record RunningTurn(
    Submission submission,
    long number,
    String language,
    SharedState.@Nullable Choice choice,
    Instant startedAt,
    long firstSequence,
    AgentGraph graph,
    Map<String, AgentState> agents,
    SharedState.@Nullable Intent intent,
    List<String> capabilities,
    SharedState.@Nullable Context context,
    @Nullable String phase,
    @Nullable List<SharedState.Choice> choices,
    int article,
    @Nullable KeptMessage articleMessage,
    @Nullable KeptMessage replyMessage) {

  public static RunningTurn started(
      Submission submission,
      long number,
      String language,
      SharedState.@Nullable Choice choice,
      Instant now,
      long firstSequence,
      AgentGraph graph) {
    Map<String, AgentState> agents = new LinkedHashMap<>();
    graph.cards().forEach(card -> agents.put(card.name(), new AgentState.Waiting()));
    return new RunningTurn(
        submission,
        number,
        language,
        choice,
        now,
        firstSequence,
        graph,
        agents,
        null,
        List.of(),
        null,
        null,
        null,
        0,
        null,
        null);
  }

  /** Its id for agents. */
  public String turnId() {
    return submission.turnId();
  }

  /** Its id for clients. */
  public String runId() {
    return submission.runId();
  }

  /** The state of an agent; the answer of one that does not belong to the turn is not wanted. */
  public AgentState agent(String name) {
    return agents.getOrDefault(name, new AgentState.Cancelled());
  }

  /** Whether all agents that its end waits for are over. */
  public boolean isOver() {
    return graph.cards().stream()
        .filter(AgentCard::endsTurn)
        .allMatch(card -> agent(card.name()).isOver());
  }

  public RunningTurn with(String agent, AgentState state) {
    Map<String, AgentState> changed = new LinkedHashMap<>(agents);
    changed.put(agent, state);
    return new RunningTurn(
        submission,
        number,
        language,
        choice,
        startedAt,
        firstSequence,
        graph,
        changed,
        intent,
        capabilities,
        context,
        phase,
        choices,
        article,
        articleMessage,
        replyMessage);
  }

  public RunningTurn withIntent(SharedState.Intent known, List<String> used) {
    return new RunningTurn(
        submission,
        number,
        language,
        choice,
        startedAt,
        firstSequence,
        graph,
        agents,
        known,
        used,
        context,
        phase,
        choices,
        article,
        articleMessage,
        replyMessage);
  }

  public RunningTurn withContext(SharedState.Context known) {
    return new RunningTurn(
        submission,
        number,
        language,
        choice,
        startedAt,
        firstSequence,
        graph,
        agents,
        intent,
        capabilities,
        known,
        phase,
        choices,
        article,
        articleMessage,
        replyMessage);
  }

  public RunningTurn withPhase(String known) {
    return new RunningTurn(
        submission,
        number,
        language,
        choice,
        startedAt,
        firstSequence,
        graph,
        agents,
        intent,
        capabilities,
        context,
        known,
        choices,
        article,
        articleMessage,
        replyMessage);
  }

  public RunningTurn withChoices(List<SharedState.Choice> offered) {
    return new RunningTurn(
        submission,
        number,
        language,
        choice,
        startedAt,
        firstSequence,
        graph,
        agents,
        intent,
        capabilities,
        context,
        phase,
        offered,
        article,
        articleMessage,
        replyMessage);
  }

  public RunningTurn withArticle(int version, @Nullable KeptMessage message) {
    return new RunningTurn(
        submission,
        number,
        language,
        choice,
        startedAt,
        firstSequence,
        graph,
        agents,
        intent,
        capabilities,
        context,
        phase,
        choices,
        version,
        message,
        replyMessage);
  }

  public RunningTurn withReply(KeptMessage message) {
    return new RunningTurn(
        submission,
        number,
        language,
        choice,
        startedAt,
        firstSequence,
        graph,
        agents,
        intent,
        capabilities,
        context,
        phase,
        choices,
        article,
        articleMessage,
        message);
  }
}
