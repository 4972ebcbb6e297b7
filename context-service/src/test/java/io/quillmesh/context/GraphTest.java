package io.quillmesh.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.context.ContextAnswer.NamedEntity;
import io.quillmesh.context.ContextAnswer.TypedRelation;
import io.quillmesh.schemas.Entity;
import io.quillmesh.schemas.Relation;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {
  private static final Entity LONDON = new Entity("place:london", "London", "place");

  @Test
  void aKnownEntityKeepsItsIdWhateverTheModelCallsIt() {
    // When
    Graph graph =
        Graph.of(
            answer(
                List.of(
                    new NamedEntity("e1", "london ", "Place"),
                    new NamedEntity("e2", "Samuel Pepys", "person")),
                List.of(new TypedRelation("e2", "lived_in", "e1"))),
            List.of(LONDON));

    // Then
    assertThat(graph.entities())
        .containsExactly(LONDON, new Entity("person:samuel-pepys", "Samuel Pepys", "person"));
    assertThat(graph.relations())
        .containsExactly(new Relation("person:samuel-pepys", "lived_in", "place:london"));
  }

  @Test
  void aRelationMayEndAtAnEntityOfAnEarlierTurn() {
    Graph graph =
        Graph.of(
            answer(
                List.of(new NamedEntity("place:thames", "Thames", "place")),
                List.of(new TypedRelation("place:thames", "flows_through", "place:london"))),
            List.of(LONDON));

    assertThat(graph.relations())
        .containsExactly(new Relation("place:thames", "flows_through", "place:london"));
  }

  @Test
  void aRelationToNothingOrToItselfIsDropped() {
    Graph graph =
        Graph.of(
            answer(
                List.of(new NamedEntity("place:thames", "Thames", "place")),
                List.of(
                    new TypedRelation("place:thames", "near", "place:nowhere"),
                    new TypedRelation("place:thames", "is", "place:thames"),
                    new TypedRelation("place:thames", " ", "place:london"))),
            List.of(LONDON));

    assertThat(graph.relations()).isEmpty();
  }

  @Test
  void whatIsNamedTwiceIsOneEntity() {
    Graph graph =
        Graph.of(
            answer(
                List.of(
                    new NamedEntity("a", "Big Ben", "work"),
                    new NamedEntity("b", "big ben", "work"),
                    new NamedEntity("c", " ", "work")),
                List.of()),
            List.of());

    assertThat(graph.entities()).containsExactly(new Entity("work:big-ben", "Big Ben", "work"));
  }

  private static ContextAnswer answer(List<NamedEntity> entities, List<TypedRelation> relations) {
    return new ContextAnswer("", List.of(), List.of(), entities, relations, List.of());
  }
}
