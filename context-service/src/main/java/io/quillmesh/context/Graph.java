package io.quillmesh.context;

import io.quillmesh.context.ContextAnswer.NamedEntity;
import io.quillmesh.context.ContextAnswer.TypedRelation;
import io.quillmesh.schemas.Entity;
import io.quillmesh.schemas.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The part of the knowledge graph that a turn mentions.
 *
 * <p>Ids are stable within a conversation, whatever the model calls things: an entity whose name
 * and type are known keeps its id, a new one gets {@code type:name}. A relation's ends are entities
 * of this turn or of an earlier one, or the relation is dropped.
 */
record Graph(List<Entity> entities, List<Relation> relations) {
  private static final int MAX_ENTITIES = 40;
  private static final int MAX_RELATIONS = 80;

  static Graph of(ContextAnswer answer, List<Entity> known) {
    Map<String, Entity> byId = new HashMap<>();
    Map<String, Entity> byName = new HashMap<>();
    for (Entity entity : known) {
      byId.put(entity.getId(), entity);
      byName.put(nameKey(entity.getType(), entity.getName()), entity);
    }

    Map<String, Entity> spokenOf = new LinkedHashMap<>();
    Map<String, String> idsOfTheModel = new HashMap<>();
    for (NamedEntity named : answer.entities()) {
      if (named.name().isBlank() || spokenOf.size() == MAX_ENTITIES) {
        continue;
      }
      Entity entity = identify(named, byId, byName);
      spokenOf.putIfAbsent(entity.getId(), entity);
      byName.putIfAbsent(nameKey(entity.getType(), entity.getName()), entity);
      idsOfTheModel.putIfAbsent(named.id(), entity.getId());
    }

    Set<Relation> relations = new LinkedHashSet<>();
    for (TypedRelation relation : answer.relations()) {
      String from = end(relation.from(), idsOfTheModel, byId);
      String to = end(relation.to(), idsOfTheModel, byId);
      boolean exists = !from.isEmpty() && !to.isEmpty() && !from.equals(to);
      if (exists && !relation.type().isBlank() && relations.size() < MAX_RELATIONS) {
        relations.add(new Relation(from, relation.type().strip(), to));
      }
    }
    return new Graph(new ArrayList<>(spokenOf.values()), new ArrayList<>(relations));
  }

  private static Entity identify(
      NamedEntity named, Map<String, Entity> byId, Map<String, Entity> byName) {
    String type = named.type().isBlank() ? "thing" : slug(named.type());
    Entity sameId = byId.get(named.id());
    if (sameId != null) {
      // The name may be a better one than before; the id stays.
      return new Entity(sameId.getId(), named.name().strip(), sameId.getType());
    }
    Entity sameName = byName.get(nameKey(type, named.name()));
    return sameName != null
        ? sameName
        : new Entity(type + ":" + slug(named.name()), named.name().strip(), type);
  }

  /** The id of a relation's end; empty if there is no such entity. */
  private static String end(
      String id, Map<String, String> idsOfTheModel, Map<String, Entity> byId) {
    return idsOfTheModel.getOrDefault(id, byId.containsKey(id) ? id : "");
  }

  private static String nameKey(String type, String name) {
    return slug(type) + ":" + slug(name);
  }

  private static String slug(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s:/]+", "-");
  }
}
