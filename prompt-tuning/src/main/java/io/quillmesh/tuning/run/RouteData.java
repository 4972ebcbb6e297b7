package io.quillmesh.tuning.run;

import io.quillmesh.tuning.classifier.LoadedEncoder;
import io.quillmesh.tuning.classifier.Situation;
import io.quillmesh.tuning.data.Corpus;
import io.quillmesh.tuning.data.Message;
import io.quillmesh.tuning.data.Route;
import io.quillmesh.tuning.data.Split;
import io.quillmesh.tuning.data.Task;
import io.quillmesh.tuning.data.TopicShare;
import io.quillmesh.tuning.method.FeatureScale;
import io.quillmesh.tuning.tokenizer.Tokens;
import io.quillmesh.tuning.training.Example;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The messages of a route as an encoder reads them, and their vectors, which are computed once.
 *
 * @param vectors of the frozen encoder, by the identity of the tokens
 * @param scale of the vectors of train
 */
record RouteData(
    List<Example> train,
    List<Example> dev,
    List<Example> test,
    Map<Tokens, float[]> vectors,
    FeatureScale scale) {

  static RouteData of(
      Corpus corpus, Task task, Route route, FrozenEncoder frozen, Settings settings) {
    LoadedEncoder encoder = frozen.loaded();
    List<Message> learnt =
        TopicShare.of(corpus.of(Split.TRAIN, route), settings.share(), settings.plan().seed());
    List<Example> train = examples(learnt, task, route, encoder, settings);
    List<Example> dev = examples(corpus.of(Split.DEV, route), task, route, encoder, settings);
    List<Example> test = examples(corpus.of(Split.TEST, route), task, route, encoder, settings);
    Map<Tokens, float[]> vectors = vectors(frozen, settings, train, dev, test);
    List<float[]> measured =
        train.stream()
            .map(example -> vectors.getOrDefault(example.tokens(), new float[0]))
            .toList();
    return new RouteData(train, dev, test, vectors, FeatureScale.of(measured));
  }

  private static List<Example> examples(
      List<Message> messages, Task task, Route route, LoadedEncoder encoder, Settings settings) {
    return messages.stream()
        .map(message ->
            new Example(
                encoder.read(Situation.of(message), route, settings.input(), settings.most()),
                task.index(message.label())))
        .toList();
  }

  @SafeVarargs
  private static Map<Tokens, float[]> vectors(
      FrozenEncoder frozen, Settings settings, List<Example>... splits) {
    List<Tokens> all = Stream.of(splits).flatMap(List::stream).map(Example::tokens).toList();
    List<float[]> results = frozen.vectors(all, settings.tuning().pooling());
    Map<Tokens, float[]> vectors = new IdentityHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      vectors.put(all.get(i), results.get(i));
    }
    return vectors;
  }
}
