package io.quillmesh.tunedmodel.cascade;

import io.quillmesh.tunedmodel.question.Question;
import io.quillmesh.tunedmodel.question.Reason;
import io.quillmesh.tuning.classifier.Guess;
import org.jspecify.annotations.Nullable;

/** Who answers a request. */
sealed interface Verdict {

  /**
   * This process.
   *
   * @param content the answer
   */
  record Answered(Question question, Guess guess, String content) implements Verdict {}

  /**
   * The upstream.
   *
   * @param question null if the request could not be read
   * @param guess null if there was none
   */
  record PassedOn(Reason reason, @Nullable Question question, @Nullable Guess guess)
      implements Verdict {
    static PassedOn unread(Reason reason) {
      return new PassedOn(reason, null, null);
    }
  }
}
