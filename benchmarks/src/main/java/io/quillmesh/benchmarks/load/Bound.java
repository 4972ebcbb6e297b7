package io.quillmesh.benchmarks.load;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * How long a turn takes if only the model takes time. No mesh can be faster.
 *
 * @param firstToken the intent's answer and the article's first token
 * @param done the intent's answer (or the context's, when it is longer than intent and article),
 *     the article and the reply
 */
record Bound(Duration firstToken, Duration done) {

  /**
   * The bound of one turn.
   *
   * @param state the client's state after the turn: {@code agents} says what the model generated
   * @return empty if the state does not say how much each agent's model has generated
   */
  static Optional<Bound> of(ModelPace pace, JsonNode state) {
    OptionalLong intent = tokens(state, "intent");
    OptionalLong context = tokens(state, "context");
    OptionalLong article = tokens(state, "generator");
    OptionalLong reply = tokens(state, "reply");
    if (intent.isEmpty() || context.isEmpty() || article.isEmpty() || reply.isEmpty()) {
      return Optional.empty();
    }
    Duration known = pace.answer(intent.getAsLong());
    Duration written = known.plus(pace.answer(article.getAsLong()));
    Duration analyzed = pace.answer(context.getAsLong());
    Duration paired = written.compareTo(analyzed) > 0 ? written : analyzed;
    return Optional.of(
        new Bound(known.plus(pace.firstToken()), paired.plus(pace.answer(reply.getAsLong()))));
  }

  private static OptionalLong tokens(JsonNode state, String agent) {
    JsonNode tokens = state.path("agents").path(agent).path("outputTokens");
    return tokens.isIntegralNumber() ? OptionalLong.of(tokens.asLong()) : OptionalLong.empty();
  }
}
