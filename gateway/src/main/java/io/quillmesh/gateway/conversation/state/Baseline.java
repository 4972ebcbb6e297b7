package io.quillmesh.gateway.conversation.state;

import io.quillmesh.gateway.conversation.agui.SharedState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shared state after the last turn. Of the article it has the version only.
 *
 * @param article the newest version; 0 when there is none
 * @param choicesRunId the run that offered the choices; null when none did
 * @param capabilitiesUsed the ids of the capabilities that the person has used, in order of first
 *     use
 */
public record Baseline(
    SharedState.@Nullable Intent intent,
    SharedState.@Nullable Context context,
    @Nullable String phase,
    @Nullable List<SharedState.Choice> choices,
    @Nullable String choicesRunId,
    int article,
    @Nullable Map<String, SharedState.AgentStatus> agents,
    List<String> capabilitiesUsed) {

  static final Baseline EMPTY = new Baseline(null, null, null, null, null, 0, null, List.of());

  public Baseline withArticle(int version) {
    return new Baseline(
        intent, context, phase, choices, choicesRunId, version, agents, capabilitiesUsed);
  }

  /**
   * The version that is the article now, of the running turn if it made one; 0 when there is none
   * yet.
   */
  public int currentArticle(@Nullable RunningTurn turn) {
    return turn == null || turn.learned().article() == 0 ? article : turn.learned().article();
  }

  /** The choice of this id, if it is still offered. */
  public SharedState.@Nullable Choice choice(@Nullable String id) {
    if (id == null || choices == null) {
      return null;
    }
    return choices.stream().filter(choice -> choice.id().equals(id)).findFirst().orElse(null);
  }

  public SharedState toSharedState(@Nullable ArticleVersion newest) {
    return new SharedState(
        intent, context, phase, choices, newest == null ? null : newest.toShared(article), agents);
  }
}
