package io.quillmesh.tunedmodel.cascade;

import io.quillmesh.tunedmodel.answer.AnswerForm;
import io.quillmesh.tunedmodel.cascade.Verdict.Answered;
import io.quillmesh.tunedmodel.cascade.Verdict.PassedOn;
import io.quillmesh.tunedmodel.classifier.Classifier;
import io.quillmesh.tunedmodel.question.NotHereException;
import io.quillmesh.tunedmodel.question.Question;
import io.quillmesh.tunedmodel.question.Reason;
import io.quillmesh.tunedmodel.watch.TaskMetrics;
import io.quillmesh.tuning.classifier.Guess;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Decides whether a request is answered here. For many threads. */
final class Judge {
  private static final Logger log = LoggerFactory.getLogger(Judge.class);

  /** The agents' requests are a tenth of it. Reading takes ten times as much memory as it has. */
  private static final int LARGEST = 256 << 10;

  private final Classifier classifier;
  private final Set<String> labels;
  private final int longestMessage;
  private final TaskMetrics metrics;

  Judge(Classifier classifier, int longestMessage, TaskMetrics metrics) {
    this.classifier = classifier;
    this.labels = Set.copyOf(classifier.task().labels());
    this.longestMessage = longestMessage;
    this.metrics = metrics;
  }

  /** Whatever goes wrong here, the upstream still answers. */
  Verdict judge(byte[] body) {
    if (body.length > LARGEST) {
      return PassedOn.unread(Reason.LONG);
    }
    try {
      return judge(Question.read(body, longestMessage));
    } catch (NotHereException e) {
      return PassedOn.unread(e.reason());
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("task", classifier.task().agent())
          .setCause(e)
          .log("A request could not be judged and is passed on, which is a defect");
      return PassedOn.unread(Reason.FAILED);
    }
  }

  private Verdict judge(Question question) {
    Guess guess = metrics.guessed(() -> classifier.guess(question.situation()));
    if (!guess.answers()) {
      boolean isUnsure = guess.confidence() < guess.threshold();
      return new PassedOn(isUnsure ? Reason.UNSURE : Reason.SLOTS, question, guess);
    }
    JsonNode schema = question.schema() == null ? classifier.task().schema() : question.schema();
    try {
      String content = AnswerForm.fill(schema, labels, guess.label(), guess.confidence());
      // A token is at least a character.
      return content.length() > question.mostTokens()
          ? new PassedOn(Reason.FORM, question, guess)
          : new Answered(question, guess, content);
    } catch (NotHereException e) {
      return new PassedOn(e.reason(), question, guess);
    }
  }
}
