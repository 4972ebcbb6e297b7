package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.schemas.Agent;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The turn that runs: what was asked, where the agents stand, and what is known so far. Its texts
 * are not in here; they are in its frames.
 *
 * @param firstSequence its first frame
 * @param agents where each of the five stands
 * @param capabilities the ids of what this message made use of
 * @param article the version that this turn made; 0 when it has made none
 * @param articleMessage the text that was shown as the article, as it will be kept; null when none
 * @param replyMessage the answer, as it will be kept; null when there is none yet
 */
record RunningTurn(
    Submission submission,
    long number,
    String language,
    SharedState.@Nullable Choice choice,
    Instant startedAt,
    long firstSequence,
    Map<Agent, AgentState> agents,
    SharedState.@Nullable Intent intent,
    List<String> capabilities,
    SharedState.@Nullable Context context,
    @Nullable String phase,
    @Nullable List<SharedState.Choice> choices,
    int article,
    @Nullable KeptMessage articleMessage,
    @Nullable KeptMessage replyMessage) {

  static final List<Agent> AGENTS =
      List.of(Agent.INTENT, Agent.CONTEXT, Agent.GENERATOR, Agent.REPLY, Agent.PHASE);

  static RunningTurn started(
      Submission submission,
      long number,
      String language,
      SharedState.@Nullable Choice choice,
      Instant now,
      long firstSequence) {
    Map<Agent, AgentState> agents = new EnumMap<>(Agent.class);
    AGENTS.forEach(agent -> agents.put(agent, new AgentState.Waiting()));
    return new RunningTurn(
        submission,
        number,
        language,
        choice,
        now,
        firstSequence,
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

  /** What the agents know it by. */
  String turnId() {
    return submission.turnId();
  }

  /** What the clients know it by. */
  String runId() {
    return submission.runId();
  }

  AgentState agent(Agent agent) {
    return agents.getOrDefault(agent, new AgentState.Waiting());
  }

  boolean isOver() {
    return AGENTS.stream().allMatch(agent -> agent(agent).isOver());
  }

  RunningTurn with(Agent agent, AgentState state) {
    Map<Agent, AgentState> changed = new EnumMap<>(agents);
    changed.put(agent, state);
    return new RunningTurn(
        submission,
        number,
        language,
        choice,
        startedAt,
        firstSequence,
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

  RunningTurn withIntent(SharedState.Intent known, List<String> used) {
    return new RunningTurn(
        submission,
        number,
        language,
        choice,
        startedAt,
        firstSequence,
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

  RunningTurn withContext(SharedState.Context known) {
    return new RunningTurn(
        submission,
        number,
        language,
        choice,
        startedAt,
        firstSequence,
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

  RunningTurn withPhase(String known) {
    return new RunningTurn(
        submission,
        number,
        language,
        choice,
        startedAt,
        firstSequence,
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

  RunningTurn withChoices(List<SharedState.Choice> offered) {
    return new RunningTurn(
        submission,
        number,
        language,
        choice,
        startedAt,
        firstSequence,
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

  RunningTurn withArticle(int version, @Nullable KeptMessage message) {
    return new RunningTurn(
        submission,
        number,
        language,
        choice,
        startedAt,
        firstSequence,
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

  RunningTurn withReply(KeptMessage message) {
    return new RunningTurn(
        submission,
        number,
        language,
        choice,
        startedAt,
        firstSequence,
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
