package io.quillmesh.gateway.conversation.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quillmesh.gateway.conversation.graph.AgentCard.Trigger;
import io.quillmesh.schemas.AgentOutput;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.OnUpstreamFailure;
import io.quillmesh.schemas.WhenLate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AgentGraphTest {
  private static final AgentGraph BUILT_IN = AgentGraph.builtIn(_ -> Duration.ofMinutes(1));
  private static final Path DOCUMENT = Path.of("../docs/architecture.md");

  @Test
  void theLongestTurnIsThatOfTheSlowestWay() {
    AgentGraph graph =
        AgentGraph.builtIn(name -> Duration.ofSeconds(name.equals(Agents.CONTEXT) ? 200 : 60));

    assertThat(graph.longestTurn()).hasSeconds(260);
    assertThat(BUILT_IN.longestTurn()).hasMinutes(3);
  }

  @Test
  void anAgentThatWaitsForNoneOfThemIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AgentGraph(List.of(card("a", List.of("b"), Trigger.REQUEST))))
        .withMessageContaining("The a agent waits for [b]");
  }

  @Test
  void aCycleIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new AgentGraph(
                List.of(
                    card("a", List.of("b"), Trigger.REQUEST),
                    card("b", List.of("a"), Trigger.REQUEST))));
  }

  @Test
  void twoOfOneNameAreRefused() {
    AgentCard card = card("a", List.of(), Trigger.TURN);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AgentGraph(List.of(card, card)))
        .withMessageContaining("two agents named a");
  }

  @Test
  void whoWaitsForSeveralIsAskedByTheGateway() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> card("c", List.of("a", "b"), Trigger.RESULT))
        .withMessageContaining("RESULT for one that waits for one other");
  }

  @Test
  void whoWorksOnSomeIntentsNeedsTheIntentAgent() {
    AgentCard card = card("a", List.of(), Trigger.REQUEST, List.of("GENERATE_ARTICLE"));

    assertThat(card.upstream()).containsExactly(Agents.INTENT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AgentGraph(List.of(card)))
        .withMessageContaining("The a agent waits for [intent]");
  }

  @Test
  void whoWorksOnSomeIntentsIsAskedByTheGateway() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> card("a", List.of(), Trigger.TURN, List.of("GENERATE_ARTICLE")))
        .withMessageContaining("needs trigger REQUEST");
  }

  /** The table and the diagram in the documentation match the gateway's graph. */
  @Test
  void theDocumentHasTheSameGraph() throws IOException {
    String document = Files.readString(DOCUMENT);

    assertThat(rows(document)).isEqualTo(BUILT_IN.cards().stream().map(this::row).toList());
    assertThat(arrows(document))
        .containsExactlyInAnyOrderElementsOf(
            BUILT_IN.cards().stream().flatMap(this::arrows).toList());
  }

  private String row(AgentCard card) {
    String after = String.join(", ", card.after().stream().map(name -> "`" + name + "`").toList());
    String then =
        card.after().isEmpty() ? "" : card.proceeds() ? "proceeds, and is told" : "fails, too";
    String trigger =
        switch (card.trigger()) {
          case TURN -> "the turn's start";
          case RESULT -> "its result";
          case REQUEST -> "the gateway's request";
        };
    return String.join("|", "`" + card.name() + "`", after, then, trigger);
  }

  private Stream<String> arrows(AgentCard card) {
    String arrow = card.trigger() == Trigger.REQUEST ? " -.-> " : " --> ";
    List<String> from = card.trigger() == Trigger.TURN ? List.of("turn") : card.after();
    return from.stream().map(name -> name + arrow + card.name());
  }

  private static List<String> rows(String document) {
    List<String> rows = new ArrayList<>();
    Matcher row =
        Pattern.compile("(?m)^\\| (`[a-z]+`) \\|(.*?)\\|(.*?)\\|(.*?)\\|").matcher(document);
    while (row.find()) {
      rows.add(
          Stream.of(1, 2, 3, 4)
              .map(row::group)
              .map(String::strip)
              .reduce((a, b) -> a + "|" + b)
              .orElseThrow());
    }
    return rows;
  }

  private static List<String> arrows(String document) {
    String diagram =
        document.substring(document.indexOf("flowchart LR"), document.indexOf("A whole arrow"));
    return Pattern.compile("(\\w+)(?:\\(\\(\\w+\\)\\))?( --> | -\\.-> )(\\w+)")
        .matcher(diagram)
        .results()
        .map(arrow -> arrow.group(1) + arrow.group(2) + arrow.group(3))
        .toList();
  }

  private static AgentCard card(String name, List<String> after, Trigger trigger) {
    return card(name, after, trigger, List.of());
  }

  private static AgentCard card(
      String name, List<String> after, Trigger trigger, List<String> intents) {
    return new AgentCard(
        name,
        after,
        OnUpstreamFailure.FAIL,
        intents,
        trigger,
        Duration.ofMinutes(1),
        true,
        WhenLate.DROP,
        AgentOutput.RECORD);
  }
}
