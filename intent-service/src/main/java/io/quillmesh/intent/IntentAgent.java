package io.quillmesh.intent;

import io.quillmesh.agent.AgentContext;
import io.quillmesh.agent.AgentTask;
import io.quillmesh.agent.ModelRequest;
import io.quillmesh.agent.OutputSchema;
import io.quillmesh.agent.prompt.PromptTemplate;
import io.quillmesh.schemas.Choice;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Slots;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.TurnStarted;
import io.quillmesh.writing.Capability;
import org.jspecify.annotations.Nullable;

/** Classifies the message of a turn. A pressed button has already said what it means. */
final class IntentAgent implements AgentTask<TurnStarted, IntentRecognized> {
  private static final OutputSchema<IntentAnswer> SCHEMA =
      OutputSchema.resource("intent_recognition", "prompts/intent.schema.json", IntentAnswer.class);

  private final PromptTemplate prompt;

  IntentAgent(PromptTemplate prompt) {
    this.prompt = prompt;
  }

  @Override
  public IntentRecognized perform(TurnStarted request, AgentContext context) {
    Turn turn = request.getTurn();
    Recognition recognition = possible(turn, recognize(turn, context));
    return IntentRecognized.newBuilder()
        .setEventId(context.eventId())
        .setOccurredAt(context.now())
        .setTurn(turn)
        .setRecognition(recognition)
        .setCall(context.call())
        .build();
  }

  private Recognition recognize(Turn turn, AgentContext context) {
    Choice pressed = turn.getChoice();
    // UNKNOWN: a newer gateway offered something that this build does not know. The model reads it.
    if (pressed != null && pressed.getIntent() != Intent.UNKNOWN) {
      return recognition(pressed.getIntent(), 1, slotsOf(pressed));
    }
    return context.ask(new ModelRequest(prompt, IntentQuestion.of(turn)), SCHEMA).toRecognition();
  }

  /**
   * A passage cannot become a new article or take a template, whatever a model or a button says:
   * who selects something wants that changed.
   */
  private static Recognition possible(Turn turn, Recognition found) {
    if (turn.getSelection() == null) {
      return found;
    }
    return switch (found.getIntent()) {
      case REVISE_CONTENT,
          CHANGE_STYLE,
          CHANGE_LENGTH,
          TRANSLATE,
          ASK_ABOUT_ARTICLE,
          ASK_CAPABILITIES,
          SMALL_TALK ->
          found;
      case GENERATE_ARTICLE, CHOOSE_TEMPLATE, CONTINUE_ARTICLE, OTHER, UNKNOWN ->
          recognition(Intent.REVISE_CONTENT, found.getConfidence(), found.getSlots());
    };
  }

  private static Slots slotsOf(Choice pressed) {
    return Slots.newBuilder().setTemplate(blankToNull(pressed.getTemplate())).build();
  }

  static Recognition recognition(Intent intent, double confidence, Slots slots) {
    return new Recognition(intent, confidence, slots, Capability.idsUsedBy(intent, slots));
  }

  static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
