package io.quillmesh.modelcheck;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.OutputSchema;
import io.quillmesh.agent.cancel.Cancellation;
import io.quillmesh.agent.model.ModelCalls;
import io.quillmesh.agent.model.ModelProperties;
import io.quillmesh.agent.model.Models;
import io.quillmesh.agent.model.Models.ModelAnswer;
import io.quillmesh.agent.model.TextSink;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;

/** Asks one model: a text, an intent in Chinese and one in English. The calls are tiny. */
final class Probe {
  private static final String WRITE = "Write two short sentences about what `message` names.";
  private static final String CLASSIFY =
      "Classify what the person wants: WRITE a new article, SHORTEN the present one, or CHAT.";
  private static final OutputSchema<Intent> INTENT =
      new OutputSchema<>(
          "intent",
          """
          {"type":"object","properties":{"intent":{"type":"string","enum":["WRITE","SHORTEN","CHAT"]}},\
          "required":["intent"],"additionalProperties":false}\
          """,
          Intent.class);

  private final Models models;
  private final ModelCalls calls = new ModelCalls();

  /** What the person wants. */
  record Intent(String intent) {}

  private Probe(Models models) {
    this.models = models;
  }

  /** Asks the model, and returns the findings. */
  static Findings run(ModelProperties properties) {
    try (Models models = Models.of("model-check", properties, new SimpleMeterRegistry())) {
      return new Probe(models).run();
    }
  }

  private Findings run() {
    models.warmUp();
    Timed timed = new Timed();
    String failure = null;
    try {
      ask(WRITE, "the rain in London", null, timed);
    } catch (AgentException e) {
      failure = String.valueOf(e.getMessage());
    }
    timed.over();
    long textTokens = calls.usage().output();
    // If a model cannot be reached at all, it is not asked three times.
    Findings.Intents intents =
        failure == null || timed.cameToSay()
            ? new Findings.Intents(
                intent("把文章缩短一半"), intent("Make the article half as long, please"))
            : new Findings.Intents(null, null);
    return new Findings(
        failure,
        intents,
        models.learned(),
        timed.thinks,
        timed.untilFirst(),
        timed.perSecond(textTokens),
        calls.attempts(),
        calls.usage().input() + calls.usage().output());
  }

  private Findings.@Nullable Answered intent(String message) {
    try {
      ModelAnswer answer = ask(CLASSIFY, message, INTENT, TextSink.NONE);
      String intent = INTENT.read(answer.text()).intent();
      return intent.equals("SHORTEN")
          ? new Findings.Answered(true, "right")
          : new Findings.Answered(false, "wrong: it took \"" + message + "\" for " + intent);
    } catch (AgentException | OutputSchema.MisfitException e) {
      return new Findings.Answered(false, String.valueOf(e.getMessage()));
    }
  }

  private ModelAnswer ask(
      String instructions, String message, @Nullable OutputSchema<?> schema, TextSink sink) {
    List<Message> messages =
        List.of(
            new SystemMessage(instructions), new UserMessage("{\"message\":\"" + message + "\"}"));
    return models.answer(messages, schema, sink, calls, new Cancellation("check"));
  }

  /** The times at which text came. */
  private static final class Timed implements TextSink {
    private final long start = System.nanoTime();
    private long begun = start;
    private long first;
    private long last;
    private boolean thinks;

    @Override
    public void begin() {
      begun = System.nanoTime();
      first = 0;
    }

    @Override
    public void append(String piece) {
      if (first == 0) {
        first = System.nanoTime();
      }
    }

    @Override
    public void thinking(String thought) {
      thinks = true;
    }

    void over() {
      last = System.nanoTime();
    }

    boolean cameToSay() {
      return first != 0;
    }

    @Nullable Duration untilFirst() {
      return first == 0 ? null : Duration.ofNanos(first - begun);
    }

    /** Zero if it is not known, because too few tokens came or nobody counted them. */
    double perSecond(long tokens) {
      double seconds = (last - first) / 1e9;
      return first == 0 || tokens < 2 || seconds < 0.01 ? 0 : tokens / seconds;
    }
  }
}
