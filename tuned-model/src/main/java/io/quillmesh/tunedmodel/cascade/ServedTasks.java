package io.quillmesh.tunedmodel.cascade;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.tunedmodel.classifier.Classifier;
import io.quillmesh.tunedmodel.upstream.Address;
import io.quillmesh.tunedmodel.watch.TaskMetrics;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All tasks, by name. */
final class ServedTasks {
  private static final Logger log = LoggerFactory.getLogger(ServedTasks.class);

  private final Map<String, ServedTask> tasks = new TreeMap<>();

  /**
   * @param variables the value of an environment variable; null if it is not set
   */
  ServedTasks(
      List<Classifier> classifiers,
      CascadeProperties properties,
      Function<String, @Nullable String> variables,
      MeterRegistry registry) {
    TaskMetrics.Window window =
        new TaskMetrics.Window(properties.driftWindow(), properties.driftLeast());
    for (Classifier classifier : classifiers) {
      String name = classifier.task().agent();
      TaskMetrics metrics = new TaskMetrics(registry, name, classifier.baselines(), window);
      Address upstream = upstream(name, properties.upstream(), variables);
      ServedTask task =
          new ServedTask(
              classifier,
              new Judge(classifier, properties.longestMessage(), metrics),
              upstream,
              metrics);
      tasks.put(name, task);
      log.atInfo()
          .addKeyValue("task", name)
          .addKeyValue("model", task.answeredBy())
          .addKeyValue("upstream", upstream)
          .log("A tuned model is ready");
    }
  }

  private static Address upstream(
      String task, URI all, Function<String, @Nullable String> variables) {
    String variable = task.replace('-', '_').toUpperCase(Locale.ROOT) + "_UPSTREAM_URL";
    String own = variables.apply(variable);
    return own == null || own.isBlank()
        ? new Address(all, "UPSTREAM_URL")
        : new Address(URI.create(own.strip()), variable);
  }

  @Nullable ServedTask named(String task) {
    return tasks.get(task);
  }

  Iterable<String> names() {
    return tasks.keySet();
  }
}
