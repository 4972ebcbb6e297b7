package io.quillmesh.modelcheck;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of asking a model.
 *
 * @param failure why there was no text; null if there was one
 * @param intents the model's answers to the two messages
 * @param learned the settings that avoid calls in forms that the model refuses, such as {@code
 *     RESPONSE_FORMAT} and {@code json_object}
 * @param thinks whether the model thinks before its text
 * @param untilFirst the time until its text began; null if it never did
 * @param perSecond tokens of text per second; 0 if not known
 * @param calls the number of calls
 * @param tokens the tokens of all calls; 0 if the provider does not report them
 */
record Findings(
    @Nullable String failure,
    Intents intents,
    Map<String, String> learned,
    boolean thinks,
    @Nullable Duration untilFirst,
    double perSecond,
    int calls,
    long tokens) {

  /**
   * The model's answer to a message in each language.
   *
   * @param chinese null if it was not asked
   * @param english null if it was not asked
   */
  record Intents(@Nullable Answered chinese, @Nullable Answered english) {}

  /** Whether an answer was right, and a description of it. */
  record Answered(boolean right, String words) {}

  /** Whether the agents can work with the model. */
  boolean isGood() {
    return failure == null && isRight(intents.chinese()) && isRight(intents.english());
  }

  private static boolean isRight(@Nullable Answered answered) {
    return answered != null && answered.right();
  }
}
