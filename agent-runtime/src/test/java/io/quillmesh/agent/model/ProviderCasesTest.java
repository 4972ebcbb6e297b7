package io.quillmesh.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.OutputSchema;
import io.quillmesh.agent.cancel.Cancellation;
import io.quillmesh.agent.model.Models.ModelAnswer;
import io.quillmesh.agent.scripted.ProviderCase;
import io.quillmesh.agent.scripted.Reaction;
import io.quillmesh.agent.scripted.ScriptedModel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;

/** Every case through the real client. */
class ProviderCasesTest {
  private static final OutputSchema<Greeting> GREETING =
      new OutputSchema<>("greeting", ProviderCase.SCHEMA, Greeting.class);
  private static final Greeting RIGHT = new Greeting("Hello", Kind.WARM, 3, null, 0.5);

  record Greeting(String greeting, Kind kind, int count, @Nullable String note, double sure) {}

  enum Kind {
    COLD,
    WARM
  }

  private final ScriptedModel server = new ScriptedModel();
  private final Written written = new Written();
  private final ModelCalls calls = new ModelCalls();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void comesToWhatItShould(ProviderCase each) {
    List<Reaction> reactions = each.reactions();
    server.then(reactions.subList(0, reactions.size() - 1).toArray(Reaction[]::new));
    server.otherwise(reactions.getLast());

    if (each.failure() == null) {
      assertRight(each);
    } else {
      assertFailure(each);
    }

    assertThat(server.requests()).hasSize(each.calls());
    assertThat(calls.attempts()).isEqualTo(each.calls());
  }

  private void assertRight(ProviderCase each) {
    ModelAnswer answer = ask(each);
    if (each.isStructured()) {
      assertThat(read(answer.text())).isEqualTo(RIGHT);
    } else {
      assertThat(answer.text()).isEqualTo(ProviderCase.TEXT);
      assertThat(written.text.toString()).isEqualTo(ProviderCase.TEXT);
      assertThat(answer.unfinished()).isEqualTo(each.isUnfinished());
    }
  }

  private void assertFailure(ProviderCase each) {
    AgentException failure =
        catchThrowableOfType(AgentException.class, () -> read(ask(each).text()));

    assertThat(failure.code()).isEqualTo(FailureCode.valueOf(String.valueOf(each.failure())));
    each.words().forEach(word -> assertThat(failure).hasMessageContaining(word));
    assertThat(failure.getMessage()).doesNotContain("sk-secret", "Fog");
  }

  private static Greeting read(String answer) {
    try {
      return GREETING.read(answer);
    } catch (OutputSchema.MisfitException e) {
      throw new AgentException(FailureCode.MODEL_ANSWER_INVALID, String.valueOf(e.getMessage()), e);
    }
  }

  private ModelAnswer ask(ProviderCase each) {
    try (Models models =
        new Models(
            TestModels.properties(
                server.baseUrl(),
                "temperature",
                each.name().startsWith("TEMPERATURE") || all(each) ? "0" : "",
                "max-tokens",
                each.name().contains("TOKEN") || limited(each) ? "500" : ""),
            TestModels.attempts(3),
            new ModelMetrics(new SimpleMeterRegistry(), "test"),
            System::nanoTime)) {
      List<Message> messages =
          List.of(new SystemMessage("Be brief."), new UserMessage("{\"message\":\"hello\"}"));
      return models.answer(
          messages,
          each.isStructured() ? GREETING : null,
          written,
          calls,
          new Cancellation("turn"));
    }
  }

  private static boolean all(ProviderCase each) {
    return each == ProviderCase.EVERYTHING_AT_ONCE;
  }

  private static boolean limited(ProviderCase each) {
    return all(each)
        || each == ProviderCase.THOUGHTS_ATE_THE_LIMIT
        || each == ProviderCase.CUT_BY_THE_PROVIDERS_LIMIT;
  }

  private static final class Written implements TextSink {
    final StringBuilder text = new StringBuilder();

    @Override
    public void begin() {
      text.setLength(0);
    }

    @Override
    public void append(String piece) {
      text.append(piece);
    }

    @Override
    public void thinking(String thought) {}
  }
}
