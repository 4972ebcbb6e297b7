package io.quillmesh.tunedmodel.classifier;

import io.quillmesh.tuning.classifier.Situation;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes classifiers quick before anybody waits for them: until the compiler has seen their loops
 * often enough, a message takes seconds.
 */
final class WarmUp {
  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

  /** Of each language, and of different lengths. */
  private static final List<Situation> SITUATIONS =
      List.of(
          new Situation("谢谢你，写得真好！", true, List.of()),
          new Situation("Thanks, that is lovely!", true, List.of()),
          new Situation("第二段里加一句关于泰晤士河的话，结尾那句删掉，别的都不要动", true, List.of("日记体", "书信体")),
          new Situation(
              "Add a sentence about the river to the second paragraph, take the last one out, and leave"
                  + " the rest as it is, please",
              true,
              List.of("Diary", "Letter")),
          new Situation("你都会些什么？", false, List.of()),
          new Situation("What can you do?", false, List.of()));

  /**
   * So quick is quick enough: a fifth of the patience that a request has. Traffic does the rest.
   */
  private static final Duration GOAL = Duration.ofMillis(50);

  private WarmUp() {}

  /**
   * Returns when each situation is recognised quickly, or when the time is over.
   *
   * @param nanoTime the clock
   */
  static void run(Classifier classifier, Duration most, LongSupplier nanoTime) {
    long start = nanoTime.getAsLong();
    int rounds = 0;
    Duration slowest;
    do {
      slowest = Duration.ZERO;
      for (Situation situation : SITUATIONS) {
        long before = nanoTime.getAsLong();
        var _ = classifier.guess(situation);
        Duration took = Duration.ofNanos(nanoTime.getAsLong() - before);
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
      }
      rounds++;
    } while (slowest.compareTo(GOAL) > 0 && nanoTime.getAsLong() - start < most.toNanos());
    log.atInfo()
        .addKeyValue("task", classifier.task().agent())
        .addKeyValue("rounds", rounds)
        .addKeyValue("slowestMs", slowest.toMillis())
        .addKeyValue("tookMs", (nanoTime.getAsLong() - start) / 1_000_000)
        .log("A classifier is warm");
  }
}
