package io.quillmesh.agent.model;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quillmesh.agent.provider.answer.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * Model calls as operators see them.
 *
 * @param agent whose calls they are
 */
record ModelMetrics(MeterRegistry registry, String agent) {

  Sample start(String model, TextSink sink) {
    return new Sample(model, sink, Timer.start(registry));
  }

  /** One call; sits in front of the sink to see the first token. */
  final class Sample implements TextSink {
    private String model;
    private final TextSink sink;
    private final Timer.Sample timer;
    private boolean firstToken = true;

    private Sample(String model, TextSink sink, Timer.Sample timer) {
      this.model = model;
      this.sink = sink;
      this.timer = timer;
    }

    @Override
    public void begin() {
      sink.begin();
    }

    @Override
    public void append(String piece) {
      if (firstToken) {
        firstToken = false;
        timer.stop(
            Timer.builder("quillmesh.model.first.token")
                .description("From asking a model to its first token")
                .tag("agent", agent)
                .tag("model", model)
                .publishPercentileHistogram()
                .register(registry));
      }
      sink.append(piece);
    }

    @Override
    public void thinking(String thought) {
      sink.thinking(thought);
    }

    /** Another model answers in the place of the one that was asked. */
    void answeredBy(String other) {
      model = other;
    }

    void stop(String outcome, @Nullable TokenUsage usage) {
      timer.stop(
          Timer.builder("quillmesh.model.call")
              .description("From asking a model to its last token")
              .tag("agent", agent)
              .tag("model", model)
              .tag("outcome", outcome)
              .publishPercentileHistogram()
              .register(registry));
      if (usage != null) {
        tokens("input").increment(usage.input());
        tokens("output").increment(usage.output());
      }
    }

    private Counter tokens(String direction) {
      return Counter.builder("quillmesh.model.tokens")
          .description("Tokens read and written by models")
          .tag("agent", agent)
          .tag("model", model)
          .tag("direction", direction)
          .register(registry);
    }
  }
}
