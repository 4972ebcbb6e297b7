package io.quillmesh.phase;

import io.quillmesh.schemas.Choice;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.Phase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the model answers, as the schema has it. */
record PhaseAnswer(Phase phase, List<Offer> choices) {
  private static final int MAX_CHOICES = 5;

  /**
   * The choices that make sense as buttons, five at most. Their ids follow from the turn, so that a
   * repeat offers the same ones.
   */
  List<Choice> toChoices(String turnId) {
    List<Choice> made = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    for (Offer offer : choices) {
      if (made.size() < MAX_CHOICES && offer.isUsable() && labels.add(offer.label().strip())) {
        made.add(offer.toChoice(turnId + "/" + (made.size() + 1)));
      }
    }
    return made;
  }

  /** A button as the model proposes it. */
  record Offer(String label, String message, Intent intent, @Nullable String template) {

    /** A template button without its template's name would mean nothing when it is pressed. */
    boolean isUsable() {
      return !label.isBlank()
          && !message.isBlank()
          && intent != Intent.UNKNOWN
          && (intent != Intent.CHOOSE_TEMPLATE || (template != null && !template.isBlank()));
    }

    Choice toChoice(String id) {
      String chosen =
          intent == Intent.CHOOSE_TEMPLATE && template != null ? template.strip() : null;
      return new Choice(id, label.strip(), message.strip(), intent, chosen);
    }
  }
}
