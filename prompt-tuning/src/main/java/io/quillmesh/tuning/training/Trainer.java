package io.quillmesh.tuning.training;

import io.quillmesh.tuning.data.ClassWeights;
import io.quillmesh.tuning.layer.Parameter;
import io.quillmesh.tuning.method.Trainable;
import io.quillmesh.tuning.tokenizer.Tokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The loop that trains every method. At the end the model is as it was when dev was best. */
public final class Trainer {
  private final Plan plan;
  private final int classes;
  private final Listener listener;
  private final @Nullable Checkpoint checkpoint;

  /**
   * Ready to train.
   *
   * @param checkpoint where the state is kept after each epoch; null if nowhere
   */
  public Trainer(Plan plan, int classes, Listener listener, @Nullable Checkpoint checkpoint) {
    this.plan = plan;
    this.classes = classes;
    this.listener = listener;
    this.checkpoint = checkpoint;
  }

  /**
   * Trains, and returns how it went.
   *
   * @param resume goes on from the checkpoint if there is one; else one that is there is
   *     overwritten
   */
  public Progress train(Trainable model, List<Example> train, List<Example> dev, boolean resume) {
    if (train.isEmpty() || dev.isEmpty()) {
      throw new IllegalArgumentException("Training needs messages to learn from and a dev split");
    }
    List<Parameter> parameters = model.parameters();
    AdamW optimiser = new AdamW(parameters, plan.decay());
    List<float[]> best = new ArrayList<>();
    Progress progress = Progress.NONE;
    if (resume && checkpoint != null && checkpoint.exists()) {
      progress = checkpoint.restore(parameters, optimiser, best);
    }
    float[] weights = ClassWeights.balanced(train.stream().map(Example::label).toList(), classes);
    while (progress.epoch() < plan.epochs()
        && progress.epoch() - progress.bestEpoch() < plan.patience()) {
      double loss = epoch(model, optimiser, train, weights, progress.epoch());
      Scored scored = Scored.of(model, dev);
      progress = progress.after(balancedAccuracy(scored), scored.loss(1));
      if (progress.bestEpoch() == progress.epoch()) {
        best.clear();
        parameters.forEach(p -> best.add(p.copy()));
      }
      if (checkpoint != null) {
        checkpoint.save(parameters, optimiser, progress, best);
      }
      listener.epoch(progress, loss, scored.accuracy());
    }
    for (int i = 0; i < parameters.size(); i++) {
      parameters.get(i).set(best.get(i));
    }
    return progress;
  }

  private double epoch(
      Trainable model, AdamW optimiser, List<Example> train, float[] weights, int epoch) {
    List<List<Example>> batches = batches(train, epoch);
    long steps = (long) batches.size() * plan.epochs();
    double sum = 0;
    for (int i = 0; i < batches.size(); i++) {
      List<Example> batch = batches.get(i);
      var noise = new SplittableRandom((plan.seed() * 1_000 + epoch) * 100_000 + i);
      float[] logits = model.forward(tokens(batch, noise), noise);
      float[] gradient = new float[logits.length];
      sum += Loss.of(logits, batch, weights, plan.smoothing(), gradient);
      model.backward(gradient);
      optimiser.step(plan.rate(optimiser.steps(), steps));
      listener.step(epoch + 1, i + 1, batches.size());
    }
    return sum / batches.size();
  }

  private List<Tokens> tokens(List<Example> batch, RandomGenerator noise) {
    // Without any, the tokens stay the same objects, by which a probe knows their vectors.
    return batch.stream()
        .map(Example::tokens)
        .map(tokens -> plan.hidden() == 0 ? tokens : TokenDropout.of(tokens, plan.hidden(), noise))
        .toList();
  }

  private List<List<Example>> batches(List<Example> train, int epoch) {
    List<Example> mixed = new ArrayList<>(train);
    Collections.shuffle(mixed, new Random(plan.seed() * 1_000 + epoch));
    List<List<Example>> batches = new ArrayList<>();
    for (int from = 0; from < mixed.size(); from += plan.batch()) {
      batches.add(List.copyOf(mixed.subList(from, Math.min(mixed.size(), from + plan.batch()))));
    }
    return batches;
  }

  private double balancedAccuracy(Scored scored) {
    int[] right = new int[classes];
    int[] all = new int[classes];
    for (int i = 0; i < scored.size(); i++) {
      int label = scored.labels().get(i);
      all[label]++;
      right[label] += scored.guess(i) == label ? 1 : 0;
    }
    return IntStream.range(0, classes)
        .filter(c -> all[c] > 0)
        .mapToDouble(c -> (double) right[c] / all[c])
        .average()
        .orElse(0);
  }
}
