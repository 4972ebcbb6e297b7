package io.quillmesh.gateway.conversation.state;

import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.schemas.Analysis;
import io.quillmesh.schemas.Choice;
import io.quillmesh.schemas.Entity;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.Phase;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Slots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import org.jspecify.annotations.Nullable;

/** Maps between the agents' records and the state that clients share. */
public final class StateMapper {
  /** Bounds on the knowledge graph, because every turn carries it. */
  private static final int MAX_ENTITIES = 200;

  private static final int MAX_RELATIONS = 400;

  private StateMapper() {}

  public static SharedState.Intent intent(Recognition recognition) {
    Slots slots = recognition.getSlots();
    Map<String, String> known = new LinkedHashMap<>();
    put(known, "topic", slots.getTopic());
    put(known, "style", slots.getStyle());
    put(known, "mood", slots.getMood());
    put(known, "length", slots.getLength());
    put(known, "language", slots.getLanguage());
    put(known, "template", slots.getTemplate());
    return new SharedState.Intent(
        recognition.getIntent().name(), recognition.getConfidence(), known);
  }

  private static void put(Map<String, String> slots, String name, @Nullable String value) {
    if (value != null) {
      slots.put(name, value);
    }
  }

  /** Needs, decisions and summary are replaced; entities and relations are added. */
  public static SharedState.Context merge(SharedState.@Nullable Context before, Analysis analysis) {
    LinkedHashMap<String, SharedState.Entity> entities = new LinkedHashMap<>();
    LinkedHashSet<SharedState.Relation> relations = new LinkedHashSet<>();
    if (before != null) {
      before.entities().forEach(entity -> entities.put(entity.id(), entity));
      relations.addAll(before.relations());
    }
    for (Entity entity : analysis.getEntities()) {
      // Removed first, so that what was mentioned last comes last and is kept longest.
      entities.remove(entity.getId());
      entities.put(
          entity.getId(),
          new SharedState.Entity(entity.getId(), entity.getName(), entity.getType()));
    }
    analysis
        .getRelations()
        .forEach(it -> {
          var relation = new SharedState.Relation(it.getFrom(), it.getType(), it.getTo());
          relations.remove(relation);
          relations.add(relation);
        });
    return new SharedState.Context(
        analysis.getSummary(),
        analysis.getNeeds().stream()
            .map(need -> new SharedState.Need(need.getNeed(), need.getScore()))
            .toList(),
        List.copyOf(analysis.getDecisions()),
        last(entities.sequencedValues(), MAX_ENTITIES),
        last(relations, MAX_RELATIONS));
  }

  private static <T> List<T> last(SequencedCollection<T> all, int count) {
    return all.stream().skip(Math.max(0, all.size() - count)).toList();
  }

  public static @Nullable String phase(Phase phase) {
    return phase == Phase.UNKNOWN ? null : phase.name();
  }

  public static Phase phase(@Nullable String phase) {
    return phase == null ? Phase.UNKNOWN : Phase.valueOf(phase);
  }

  public static List<SharedState.Choice> choices(List<Choice> choices) {
    return choices.stream()
        .map(choice ->
            new SharedState.Choice(
                choice.getId(),
                choice.getLabel(),
                choice.getMessage(),
                choice.getIntent().name(),
                choice.getTemplate()))
        .toList();
  }

  public static List<Choice> toRecords(@Nullable List<SharedState.Choice> choices) {
    List<Choice> records = new ArrayList<>();
    if (choices != null) {
      choices.forEach(choice -> records.add(toRecord(choice)));
    }
    return records;
  }

  public static Choice toRecord(SharedState.Choice choice) {
    return new Choice(
        choice.id(),
        choice.label(),
        choice.message(),
        Intent.valueOf(choice.intent()),
        choice.template());
  }

  public static String choicesMessageId(String runId) {
    return runId + "/choices";
  }
}
