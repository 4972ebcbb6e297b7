package io.quillmesh.endtoend.containers;

import io.quillmesh.endtoend.checks.DeadLetters;
import io.quillmesh.endtoend.checks.FrameCheck;
import io.quillmesh.endtoend.client.FrameLog;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.OfflineModel;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Implements {@link WithContainers}. */
final class ContainersExtension
    implements ExecutionCondition,
        BeforeAllCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(ContainersExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Engine.class, _ -> new Engine(Docker.missing()), Engine.class)
        .missing()
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("There is a Docker engine"));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    var frames =
        Path.of("target/frames", context.getRequiredTestClass().getSimpleName() + ".jsonl");
    store(context).put(Running.class, Running.start(new FrameLog(frames)));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    running(context).model().behaveWell();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Running running = store(context).get(Running.class, Running.class);
    if (running != null) {
      running.check();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return running(context).part(parameter.getParameter().getType()).isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return running(context).part(parameter.getParameter().getType()).orElseThrow();
  }

  private static Running running(ExtensionContext context) {
    return Objects.requireNonNull(store(context).get(Running.class, Running.class));
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }

  /** The result of looking for Docker, once. */
  private record Engine(Optional<String> missing) {}

  /** The tools of the tests of one class. The store closes them afterwards. */
  private record Running(
      Compose compose, FrameLog log, Gateway gateway, OfflineModel model, DeadLetters deadLetters)
      implements AutoCloseable {

    static Running start(FrameLog log) {
      Compose compose = Compose.up();
      return new Running(
          compose,
          log,
          new Gateway(compose.gateway(), log),
          new OfflineModel(compose.offlineModel()),
          new DeadLetters(compose.bootstrapServers()));
    }

    Optional<Object> part(Class<?> type) {
      return Stream.<Object>of(compose, gateway, model).filter(type::isInstance).findFirst();
    }

    void check() {
      gateway.close();
      FrameCheck.check(log.file());
      deadLetters.check();
    }

    @Override
    public void close() {
      gateway.close();
      deadLetters.close();
      compose.close();
    }
  }
}
