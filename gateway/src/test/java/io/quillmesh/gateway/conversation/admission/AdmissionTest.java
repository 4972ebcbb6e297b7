package io.quillmesh.gateway.conversation.admission;

import static io.quillmesh.gateway.conversation.admission.SampleCards.card;
import static io.quillmesh.gateway.conversation.admission.SampleCards.textCard;
import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.admission.Admission.Decision;
import io.quillmesh.gateway.conversation.admission.Admission.Outcome;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.AgentLabels;
import io.quillmesh.schemas.AgentOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
  private static final Duration TURN = Duration.ofMinutes(10);
  private static final AgentGraph BUILT_IN = AgentGraph.builtIn(_ -> Duration.ofMinutes(1));
  private static final Verdict FINE = new Verdict.Admitted();
  private static final SchemaCheck REGISTERED = (_, _) -> FINE;

  private final Admission admission = new Admission(BUILT_IN, TURN);

  @Test
  void aSoundCardJoinsTheGraph() {
    // When
    Outcome outcome =
        decide(
            REGISTERED,
            card("title-suggester", "generator").setEndsTurn(false).build(),
            textCard("translator", "title-suggester").build());

    // Then
    assertThat(outcome.decisions()).extracting(Decision::verdict).containsOnly(FINE);
    assertThat(names(outcome)).endsWith("phase", "title-suggester", "translator");
    var placed = outcome.graph().cards().get(5);
    assertThat(placed.after()).containsExactly("generator");
    assertThat(placed.deadline()).isEqualTo(Duration.ofMinutes(1));
    assertThat(placed.endsTurn()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsNamed(AgentCard card, String reason) {
    // When
    Outcome outcome = decide(REGISTERED, card, card("bystander", "reply").build());

    // Then
    assertThat(verdicts(outcome).get(card.getName()))
        .isInstanceOfSatisfying(
            Verdict.Refused.class, refused -> assertThat(refused.reason()).contains(reason));
    assertThat(names(outcome)).endsWith("phase", "bystander");
  }

  static Stream<Arguments> faults() {
    Schema another = SampleCards.result("another", SampleCards.ANSWER);
    String titles = SampleCards.result("titles", SampleCards.ANSWER).toString();
    return Stream.of(
        of(titles().setName("Titles"), "its name must be"),
        of(titles().setName("t"), "its name must be"),
        of(titles().setName("my--titles"), "its name must be"),
        of(titles().setName("a".repeat(41)), "its name must be"),
        of(titles().setName("article"), "reserved"),
        of(titles().setName("passage"), "reserved"),
        of(titles().setLabels(new AgentLabels("", "标题")), "labels.en is missing"),
        of(titles().setLabels(new AgentLabels("Titles", " ")), "labels.zh is missing"),
        of(titles().setLabels(new AgentLabels("a".repeat(81), "标题")), "81 characters"),
        of(titles().setModel("m".repeat(201)), "model has 201 characters"),
        of(titles().setDeadlineMs(0), "its deadline"),
        of(titles().setDeadlineMs(TURN.toMillis()), "its deadline"),
        of(titles().setIntents(List.of("GENERATE_ARTICLE", "PAINT")), "\"PAINT\" is no intent"),
        of(titles().setIntents(List.of("UNKNOWN")), "\"UNKNOWN\" is no intent"),
        of(titles().setAfter(List.of("No Name")), "no agent's name"),
        of(titles().setAfter(List.of("nobody")), "there is no such agent"),
        of(titles().setAfter(List.of("titles")), "titles comes after titles"),
        of(titles().setOutput(AgentOutput.UNKNOWN), "its output is not known"),
        of(titles().setOutput(AgentOutput.TEXT).setAnswerSchema(""), "its output is TEXT"),
        of(titles().setOutput(AgentOutput.TEXT), "must have no answerSchema"),
        of(titles().setAnswerSchema(""), "its answerSchema"),
        of(titles().setAnswerSchema("{\"type\":\"array\"}"), "its answerSchema"),
        of(titles().setAnswerSchema("{\"type\":\"object\""), "its answerSchema"),
        of(titles().setResultSchema(""), "no Avro schema"),
        of(titles().setResultSchema("{\"type\":\"record\"}"), "no Avro schema"),
        of(titles().setResultSchema("\"string\""), "expected the record"),
        of(titles().setResultSchema(another.toString()), "expected the record"),
        of(titles().setResultSchema(titles.replace("\"turnId\"", "\"turn\"")), "turnId is missing"),
        of(
            titles().setResultSchema(titles.replace("\"eventId\"", "\"id\"")),
            "eventId is missing"));
  }

  private static AgentCard.Builder titles() {
    return card("titles");
  }

  private static Arguments of(AgentCard.Builder card, String reason) {
    return Arguments.of(card.build(), reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"name\": \"a\", \"type\": \"bytes\", \"default\": \"\"}]",
        "[{\"name\": \"a\", \"type\": \"null\", \"default\": null}]",
        "[{\"name\": \"a\", \"type\": [\"null\", \"int\", \"string\"], \"default\": null}]",
        "[{\"name\": \"a\", \"type\": {\"type\": \"array\", \"items\": \"Answer\"}, \"default\": []}]",
        "[]",
        "[{\"name\": \"a\", \"type\": \"string\"}]"
      })
  void anAnswerIsMadeOfWhatJsonHas(String fields) {
    // Given
    String answer =
        "{\"type\": \"record\", \"name\": \"Answer\", \"fields\": %s}".formatted(fields);
    String inside = SampleCards.result("titles", SchemaBuilder.builder().stringType()).toString();
    String schema =
        inside.replace(
            "\"name\":\"answer\",\"type\":\"string\"", "\"name\":\"answer\",\"type\":" + answer);

    // When
    Outcome outcome = decide(REGISTERED, titles().setResultSchema(schema).build());

    // Then
    assertThat(schema).contains(answer);
    assertThat(verdicts(outcome).get("titles"))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> assertThat(refused.reason()).contains("not the standard envelope: "));
  }

  /** Each type uses the next twice: it would take 2^60 steps to look at all of it. */
  @Test
  void aSchemaThatUnfoldsToBillionsOfMembersIsRefusedAtOnce() {
    // Given
    String fold =
        "{\"type\": \"record\", \"name\": \"T%d\", \"fields\": ["
            + "{\"name\": \"a\", \"type\": %s, \"default\": {}},"
            + "{\"name\": \"b\", \"type\": \"T%d\", \"default\": {}}]}";
    String type =
        "{\"type\": \"record\", \"name\": \"T60\", \"fields\": ["
            + "{\"name\": \"a\", \"type\": \"int\", \"default\": 0}]}";
    for (int i = 59; i >= 0; i--) {
      type = fold.formatted(i, type, i + 1);
    }
    String schema =
        SampleCards.result("titles", SchemaBuilder.builder().stringType())
            .toString()
            .replace(
                "\"name\":\"answer\",\"type\":\"string\"", "\"name\":\"answer\",\"type\":" + type);

    // When
    Outcome outcome = decide(REGISTERED, titles().setResultSchema(schema).build());

    // Then
    assertThat(String.valueOf(verdicts(outcome).get("titles"))).contains("at most 1000 members");
  }

  @Test
  void aCardThatCannotBeCheckedDoesNotHoldUpOthers() {
    // Given
    SchemaCheck failing =
        (agent, _) -> {
          if (agent.equals("titles")) {
            throw new IllegalStateException("not foreseen");
          }
          return FINE;
        };

    // When
    Outcome outcome = decide(failing, titles().build(), card("bystander").build());

    // Then
    assertThat(String.valueOf(verdicts(outcome).get("titles"))).contains("not foreseen");
    assertThat(verdicts(outcome)).containsEntry("bystander", FINE);
  }

  @Test
  void aHugeCardIsRefused() {
    // When
    Outcome outcome =
        admission.decide(
            List.of(new PublishedCard(titles().build(), PublishedCard.MAX_BYTES + 1)), REGISTERED);

    // Then
    assertThat(String.valueOf(verdicts(outcome).get("titles"))).contains("bytes");
    assertThat(outcome.decisions().getFirst().card().getResultSchema()).isEmpty();
  }

  @Test
  void whatTheCallCostMayBeToldByAnotherVersionOfTheMesh() {
    // Given
    String schema = SampleCards.result("titles", SampleCards.ANSWER).toString();
    String older =
        schema.replaceFirst("\\{\"name\":\"costMicros\".*?\\},(?=\\{\"name\":\"currency)", "");

    // When
    Outcome outcome = decide(REGISTERED, titles().setResultSchema(older).build());

    // Then
    assertThat(older).hasSizeLessThan(schema.length());
    assertThat(verdicts(outcome)).containsEntry("titles", FINE);
  }

  @Test
  void cardsOfTheMeshItselfChangeNothing() {
    // When
    Outcome outcome = decide(REGISTERED, card("reply").build(), card("intent", "reply").build());

    // Then
    assertThat(outcome.graph()).isEqualTo(BUILT_IN);
    assertThat(outcome.decisions()).isEmpty();
  }

  @Test
  void aCycleIsNamedAndWhatComesAfterItIsRefusedToo() {
    // When
    Map<String, Verdict> verdicts =
        verdicts(
            decide(
                REGISTERED,
                card("aa", "bb").build(),
                card("bb", "cc", "generator").build(),
                card("cc", "aa").build(),
                card("dd", "cc").build(),
                card("ee", "generator").build()));

    // Then
    assertThat(String.valueOf(verdicts.get("aa")))
        .contains("aa comes after bb comes after cc comes after aa");
    assertThat(String.valueOf(verdicts.get("dd")))
        .contains("cc comes after aa comes after bb comes after cc");
    assertThat(verdicts).containsEntry("ee", FINE);
  }

  @Test
  void whatComesAfterARefusedAgentIsRefusedAndAfterAPendingOnePending() {
    // Given
    SchemaCheck partly = (agent, _) -> agent.equals("pending") ? new Verdict.Pending("away") : FINE;

    // When
    Map<String, Verdict> verdicts =
        verdicts(
            decide(
                partly,
                card("refused").setDeadlineMs(0).build(),
                card("aa", "refused").build(),
                card("bb", "aa", "pending").build(),
                card("pending").build(),
                card("cc", "pending").build(),
                card("dd", "cc").build()));

    // Then
    assertThat(String.valueOf(verdicts.get("aa"))).contains("refused, and that agent is refused");
    assertThat(verdicts.get("bb")).isInstanceOf(Verdict.Refused.class);
    assertThat(verdicts.get("cc")).isInstanceOf(Verdict.Pending.class);
    assertThat(verdicts.get("dd")).isInstanceOf(Verdict.Pending.class);
  }

  @Test
  void theFirstFiftyNamesAreTaken() {
    // Given
    AgentCard[] cards =
        IntStream.range(0, 60)
            .mapToObj(i -> card("agent-%02d".formatted(i)).build())
            .toArray(AgentCard[]::new);
    cards[3] = card("agent-03").setDeadlineMs(0).build();

    // When
    Map<String, Verdict> verdicts = verdicts(decide(REGISTERED, cards));

    // Then
    assertThat(verdicts).containsEntry("agent-50", FINE);
    assertThat(String.valueOf(verdicts.get("agent-51"))).contains("50 declared agents already");
    assertThat(verdicts.values()).filteredOn(FINE::equals).hasSize(50);
  }

  @Test
  void theOrderInWhichCardsComeHasNoInfluence() {
    Random random = new Random(22);
    for (int round = 0; round < 300; round++) {
      // Given
      List<PublishedCard> cards = randomCards(random);
      SchemaCheck schemas = (agent, _) -> agent.endsWith("0") ? new Verdict.Pending("away") : FINE;
      Outcome outcome = admission.decide(cards, schemas);

      // When
      Collections.shuffle(cards, random);
      Outcome another = admission.decide(cards, schemas);

      // Then
      assertThat(another).isEqualTo(outcome);
      assertThat(outcome.decisions()).hasSameSizeAs(cards);
      assertThat(names(outcome))
          .containsAll(BUILT_IN.cards().stream().map(card -> card.name()).toList())
          .hasSize(5 + Collections.frequency(verdicts(outcome).values(), FINE));
      assertThat(outcome.decisions())
          .allSatisfy(decision ->
              assertThat(decision.verdict() instanceof Verdict.Admitted)
                  .isEqualTo(names(outcome).contains(decision.card().getName())));
    }
  }

  private static List<PublishedCard> randomCards(Random random) {
    int count = 1 + random.nextInt(9);
    List<PublishedCard> cards = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String[] after =
          random
              .ints(random.nextInt(3), 0, count + 1)
              .mapToObj(j -> j == count ? "context" : "agent-" + j)
              .toArray(String[]::new);
      cards.add(
          new PublishedCard(
              card("agent-" + i, after).setDeadlineMs(random.nextInt(8) == 0 ? 0 : 1).build(), 1));
    }
    return cards;
  }

  private Outcome decide(SchemaCheck schemas, AgentCard... cards) {
    return admission.decide(
        Arrays.stream(cards).map(card -> new PublishedCard(card, 1_000)).toList(), schemas);
  }

  private static List<String> names(Outcome outcome) {
    return outcome.graph().cards().stream().map(card -> card.name()).toList();
  }

  private static Map<String, Verdict> verdicts(Outcome outcome) {
    return outcome.decisions().stream()
        .collect(Collectors.toMap(it -> it.card().getName(), Decision::verdict));
  }
}
