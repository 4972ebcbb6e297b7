package io.quillmesh.modelcheck;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking a model.
 *
 * @param failure why there was no text; null if there was one
 * @param intents what it made of the two messages
 * @param learned the settings that spare calls in forms that it refuses, such as {@code
 *     RESPONSE_FORMAT} and {@code json_object}
 * @param thinks whether it was seen to think before its text
 * @param untilFirst until its text began; null if it never did
 * @param perSecond tokens of text a second; 0 if not known
 * @param calls how many calls were made
 * @param tokens what all of it cost; 0 if the provider does not say
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
   * What it made of a message in each language.
   *
   * @param chinese null if it was not asked
   * @param english null if it was not asked
   */
  record Intents(@Nullable Answered chinese, @Nullable Answered english) {}

  /** Whether an answer was right, and in words what it was. */
  record Answered(boolean right, String words) {}

  /** Whether the agents can work with it. */
  boolean isGood() {
    return failure == null && isRight(intents.chinese()) && isRight(intents.english());
  }

  private static boolean isRight(@Nullable Answered answered) {
    return answered != null && answered.right();
  }
}
