package io.quillmesh.benchmarks.micro;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.cancel.Cancellation;
import io.quillmesh.agent.model.ModelCalls;
import io.quillmesh.agent.model.Models;
import io.quillmesh.agent.model.TextSink;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * A token's way through an agent's model client, from the socket to the sink. The provider sends a
 * whole article at once. The time is that of one token, including its share of the call.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ModelTokensBenchmark {

  private final Provider provider;
  private final AnnotationConfigApplicationContext runtime;
  private final Models models;

  /**
   * Takes the runtime's own beans from a Spring context, so that this need not know how to create
   * them.
   */
  public ModelTokensBenchmark() {
    provider = new Provider();
    runtime = new AnnotationConfigApplicationContext();
    runtime
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "benchmark",
                Map.of(
                    "quillmesh.agent.model.base-url", provider.baseUrl().toString(),
                    "quillmesh.agent.model.api-key", "none",
                    "quillmesh.agent.model.name", "benchmark")));
    runtime.registerBean(SimpleMeterRegistry.class);
    runtime.registerBean(AgentBinding.class, ModelTokensBenchmark::binding);
    runtime.scan(Models.class.getPackageName());
    runtime.refresh();
    models = runtime.getBean(Models.class);
  }

  /** One article. */
  @Benchmark
  @OperationsPerInvocation(Provider.TOKENS)
  public String article() {
    return models
        .answer(
            List.of(new UserMessage("Write a travelogue about London")),
            null,
            TextSink.NONE,
            new ModelCalls(),
            new Cancellation("benchmark"))
        .text();
  }

  /** Stops what the constructor started. */
  @TearDown
  public void close() {
    runtime.close();
    provider.close();
  }

  private static AgentBinding<IntentRecognized, ?> binding() {
    return new AgentBinding<>(
        Agents.GENERATOR,
        "benchmark",
        Topics.INTENTS,
        Topics.ARTICLES,
        IntentRecognized::getTurn,
        (request, context) -> {
          throw new UnsupportedOperationException("only its model is of interest");
        });
  }
}
