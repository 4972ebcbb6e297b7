package io.quillmesh.tunedmodel;

import io.quillmesh.tunedmodel.classifier.Classifier;
import io.quillmesh.tuning.artefact.Baseline;
import io.quillmesh.tuning.classifier.Guess;
import io.quillmesh.tuning.classifier.Situation;
import io.quillmesh.tuning.data.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Guesses what the message says: {@code REVISE_CONTENT 0.99: any words}. */
public final class ScriptedClassifier implements Classifier {
  /** That of the intent agent. */
  public static final JsonNode SCHEMA = schema();

  public static final List<String> LABELS =
      SCHEMA.at("/properties/intent/enum").valueStream().map(JsonNode::asString).toList();

  static final Set<String> ANSWERED =
      Set.of("REVISE_CONTENT", "ASK_ABOUT_ARTICLE", "ASK_CAPABILITIES", "SMALL_TALK", "OTHER");

  private static final double THRESHOLD = 0.8;

  private final List<Situation> seen = Collections.synchronizedList(new ArrayList<>());
  private final Semaphore waiting = new Semaphore(0);
  private volatile CountDownLatch gate = new CountDownLatch(0);

  private static JsonNode schema() {
    Path root = Path.of(System.getProperty("quillmesh.root", ".."));
    try {
      return JsonMapper.shared()
          .readTree(
              Files.readString(
                  root.resolve("intent-service/src/main/resources/prompts/intent.schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Task task() {
    return new Task("intent", LABELS, ANSWERED, SCHEMA);
  }

  @Override
  public String hash() {
    return "ab12cd34ef56".repeat(5) + "0000";
  }

  @Override
  public Map<String, Baseline> baselines() {
    var labels = new TreeMap<String, Integer>();
    LABELS.forEach(label -> labels.put(label, 10));
    return Map.of("en", new Baseline(List.of(0, 0, 0, 0, 5, 5, 10, 10, 30, 50), labels));
  }

  @Override
  public Guess guess(Situation situation) {
    seen.add(situation);
    String said = situation.message();
    if (said.startsWith("break")) {
      throw new IllegalStateException("As the test wants it");
    }
    if (said.startsWith("wait")) {
      waiting.release();
      awaitGate();
      return guess("SMALL_TALK", 0.9);
    }
    String[] words = said.substring(0, said.indexOf(':')).split(" ");
    return guess(words[0], Double.parseDouble(words[1]));
  }

  private static Guess guess(String label, double confidence) {
    boolean answers = ANSWERED.contains(label) && confidence >= THRESHOLD;
    return new Guess(label, confidence, THRESHOLD, answers, "en");
  }

  private void awaitGate() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Messages that begin with "wait" wait from now on. */
  public void closeGate() {
    gate = new CountDownLatch(1);
  }

  public void openGate() {
    gate.countDown();
  }

  /** Returns when so many wait. */
  public void awaitWaiting(int count) throws InterruptedException {
    waiting.acquire(count);
  }

  /** The last one. */
  public Situation seen() {
    return seen.getLast();
  }

  @Override
  public void close() {}
}
