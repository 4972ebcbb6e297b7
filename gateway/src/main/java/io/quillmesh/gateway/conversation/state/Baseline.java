package io.quillmesh.gateway.conversation.state;

import io.quillmesh.gateway.conversation.agui.SharedState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shared state after the last turn. Of the article it has the version only, and of declared
 * agents' results only which there are.
 *
 * @param article the newest version; 0 when there is none
 * @param choicesRunId the run that offered the choices; null when none did
 * @param results null when there was none yet
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
    @Nullable KeptResults results,
    List<String> capabilitiesUsed) {

  static final Baseline EMPTY =
      new Baseline(null, null, null, null, null, 0, null, null, List.of());

  public Baseline withArticle(int version) {
    return new Baseline(
        intent, context, phase, choices, choicesRunId, version, agents, results, capabilitiesUsed);
  }

  /** With other results. */
  public Baseline withResults(@Nullable KeptResults known) {
    return with(agents, known);
  }

  /** What an agent did after its turn had ended. */
  public Baseline with(
      @Nullable Map<String, SharedState.AgentStatus> statuses, @Nullable KeptResults known) {
    return new Baseline(
        intent, context, phase, choices, choicesRunId, article, statuses, known, capabilitiesUsed);
  }

  /**
   * The version that is the article now, of the running turn if it made one; 0 when there is none
   * yet.
   */
  public int currentArticle(@Nullable RunningTurn turn) {
    return turn == null || turn.learned().article() == 0 ? article : turn.learned().article();
  }

  /** The results that clients see now; null when there was none yet. */
  public @Nullable KeptResults currentResults(@Nullable RunningTurn turn) {
    return turn == null || turn.learned().results() == null ? results : turn.learned().results();
  }

  /** The choice of this id, if it is still offered. */
  public SharedState.@Nullable Choice choice(@Nullable String id) {
    if (id == null || choices == null) {
      return null;
    }
    return choices.stream().filter(choice -> choice.id().equals(id)).findFirst().orElse(null);
  }

  /**
   * As clients see it.
   *
   * @param answers the results' JSON by agent; null when there was none yet
   * @param opinions what the person thinks; null when nothing was ever judged
   */
  public SharedState toSharedState(
      @Nullable ArticleVersion newest,
      @Nullable Map<String, Object> answers,
      @Nullable Map<String, SharedState.Opinion> opinions) {
    return new SharedState(
        intent,
        context,
        phase,
        choices,
        newest == null ? null : newest.toShared(article),
        agents,
        answers,
        opinions);
  }
}
