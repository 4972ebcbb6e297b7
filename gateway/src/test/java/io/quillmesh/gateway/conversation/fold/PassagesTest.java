package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Selection;
import io.quillmesh.schemas.SubmitMessage;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.WhenBusy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassagesTest {
  private static final String PASSAGE = "and the river. 🏛";
  private static final int START = Given.ARTICLE.indexOf(PASSAGE);
  private static final int END = START + PASSAGE.length();
  private static final String NEW = "and no river. 🌫";
  private static final String REWRITTEN = Given.ARTICLE.replace(PASSAGE, NEW);
  private static final String ID = Given.turnId(2) + "/passage";

  private final Folding conversation = new Folding();

  @BeforeEach
  void thereIsAnArticle() {
    conversation.apply(Given.wholeTurn(1));
  }

  @Test
  void aPassageIsRewrittenAndAllClientsSeeWhichOne() {
    // When
    conversation.apply(about(2), Given.intent(2), chunk(0, "and no "));
    List<Frame> inTheMiddle = conversation.look(null);
    conversation.apply(chunk(7, "river."), Given.article(2, "s", REWRITTEN));
    conversation.apply(Given.context(2), Given.phase(2), Given.reply(2));

    // Then
    List<Frame> run = conversation.framesOf(Given.turnId(2));
    assertThat(Json.of(run.getFirst()).at("/input/forwardedProps/selection").toString())
        .isEqualTo(
            "{\"version\":1,\"start\":%d,\"end\":%d,\"text\":%s}"
                .formatted(START, END, Json.string(PASSAGE)));
    assertThat(starts()).containsExactly("passage " + ID, " " + Given.turnId(2) + "/reply");
    assertThat(Json.text(run, ID)).isEqualTo(NEW);
    assertThat(conversation.state().at("/article/markdown").asString()).isEqualTo(REWRITTEN);
    assertThat(conversation.state().at("/article/version").asInt()).isEqualTo(2);
    conversation.checkClients();
    // Who came in the middle has had the same frames.
    assertThat(inTheMiddle.subList(2, inTheMiddle.size()))
        .isEqualTo(run.subList(0, inTheMiddle.size() - 2));
    assertThat(Json.text(conversation.look(null), ID)).isEmpty();
    assertThat(messages())
        .contains(
            "article " + Given.turnId(1) + "/article " + Given.ARTICLE,
            "passage " + ID + " " + NEW);
  }

  @Test
  void agentsAreToldWhatIsSelected() {
    conversation.apply(about(2));

    assertThat(conversation.lastTurn().getTurn().getSelection()).isEqualTo(selection());
    conversation.apply(Given.intent(2), Given.context(2), Given.article(2, "s", REWRITTEN));
    assertThat(conversation.emitted(Topics.REQUESTS).getLast().getTurn().getSelection())
        .isEqualTo(selection());
  }

  @Test
  void withoutASelectionNothingIsForwarded() {
    assertThat(Json.of(conversation.frames.getFirst()).at("/input/forwardedProps").isMissingNode())
        .isTrue();
    assertThat(conversation.lastTurn().getTurn().getSelection()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0, 8, '# London', SELECTION_STALE",
    "0, 0, 8, '# London', SELECTION_STALE",
    "1, 0, 8, '# Londen', SELECTION_STALE",
    "1, 1, 9, '# London', SELECTION_STALE",
    "1, -1, 8, '# London', BAD_SELECTION",
    "1, 8, 8, '', BAD_SELECTION",
    "1, 8, 0, '# London', BAD_SELECTION",
    "1, 0, 9999, '# London', BAD_SELECTION",
    "1, 0, 2147483647, '# London', BAD_SELECTION",
    "1, 26, 34, ' river. ', BAD_SELECTION",
    "1, 34, 36, ' T', BAD_SELECTION"
  })
  void whatDoesNotFitIsRefusedAndMayBeCorrected(
      int version, int start, int end, String text, String code) {
    // Given
    assertThat(Given.ARTICLE.codePointAt(33)).isEqualTo("🏛".codePointAt(0));
    var before = conversation.readable();

    // When
    conversation.apply(about(2, new Selection(version, start, end, text)));

    // Then
    assertThat(conversation.notice()).contains(code, "message-2");
    assertThat(conversation.readable()).isEqualTo(before);
    conversation.apply(about(2));
    assertThat(conversation.turns()).hasSize(2);
  }

  @Test
  void whereThereIsNoArticleNothingCanBeSelected() {
    Folding empty = new Folding();

    empty.apply(Given.claim(), about(2, new Selection(0, 0, 0, "")));

    assertThat(empty.notice()).contains("BAD_SELECTION");
    assertThat(empty.frames).isEmpty();
  }

  @Test
  void aWaitingMessageIsCheckedAgainWhenItsTurnBegins() {
    // Given
    conversation.apply(Given.submit(2), about(3), about(4), Given.submit(5));
    assertThat(conversation.notice()).contains("quillmesh.queued");
    conversation.notices.clear();

    // When
    conversation.apply(Given.rest(2));

    // Then
    assertThat(conversation.notices)
        .extracting(notice -> notice.connectionId() + " " + notice.frame().json())
        .satisfiesExactly(
            third -> assertThat(third).contains("connection", "SELECTION_STALE", "message-3"),
            fourth -> assertThat(fourth).contains("SELECTION_STALE", "message-4"));
    assertThat(conversation.turns())
        .containsExactly(Given.turnId(1), Given.turnId(2), Given.turnId(5));
    conversation.apply(Given.rest(5));
    conversation.checkClients();
    // A client that did not hear of it sends the message again.
    conversation.apply(about(3));
    assertThat(conversation.notices).hasSize(3);
    assertThat(conversation.notice()).contains("SELECTION_STALE", "message-3");
  }

  @Test
  void aWaitingMessageWhosePassageIsStillThereIsAnswered() {
    conversation.apply(Given.submit(2), about(3), Given.intent(2), Given.unchanged(2));
    conversation.apply(Given.context(2), Given.phase(2), Given.reply(2));

    assertThat(conversation.turns()).contains(Given.turnId(3));
    assertThat(conversation.lastTurn().getTurn().getSelection()).isEqualTo(selection());
  }

  @Test
  void aMessageThatCannotBeAnsweredInterruptsNothing() {
    // Given
    conversation.apply(Given.submit(2));

    // When
    SubmitMessage stale =
        SubmitMessage.newBuilder(Given.message(3, "Shorter"))
            .setWhenBusy(WhenBusy.INTERRUPT)
            .setSelection(new Selection(7, START, END, PASSAGE))
            .build();
    conversation.apply(Given.command(stale));

    // Then
    assertThat(conversation.notice()).contains("SELECTION_STALE");
    assertThat(conversation.cancelled()).isEmpty();
  }

  @Test
  void aMessageIdIsOneSelection() {
    // Given
    conversation.apply(about(2));
    conversation.apply(about(2));
    assertThat(conversation.notices).isEmpty();

    // When
    conversation.apply(about(2, new Selection(1, 0, 8, "# London")));

    // Then
    assertThat(conversation.notice()).contains("MESSAGE_ID_REUSED");
  }

  @Test
  void whatIsChangedOutsideOfThePassageIsNotTaken() {
    // Given
    conversation.apply(about(2), Given.intent(2), chunk(0, "and no "));

    // When
    conversation.apply(Given.article(2, "s", REWRITTEN.replace("tea", "gin")));
    conversation.apply(Given.context(2));

    // Then
    assertThat(conversation.status(Agents.GENERATOR)).isEqualTo("FAILED");
    assertThat(conversation.state().at("/agents/generator/outputTokens").asInt()).isEqualTo(20);
    assertThat(conversation.emitted(Topics.FAILURES).getLast().getFailure().getCode())
        .isEqualTo("INTERNAL");
    assertThat(
            conversation.emitted(Topics.REQUESTS).getLast().getFindings().stream()
                .map(finding -> finding.getFailure() != null))
        .containsExactly(false, true);
    conversation.apply(Given.phase(2), Given.reply(2));
    assertUntouched();
  }

  @ParameterizedTest
  @CsvSource({"'', true", "'# London', false", "'tea.\n', false"})
  void whatStandsOutsideIsComparedToTheLastCharacter(String cutOff, boolean taken) {
    conversation.apply(about(2), Given.article(2, "s", REWRITTEN.replace(cutOff, "")));

    assertThat(conversation.status(Agents.GENERATOR)).isEqualTo(taken ? "DONE" : "FAILED");
  }

  @Test
  void thePlacesAroundAPassageDoNotOverlap() {
    // Given an article in which the passage's neighbours are the same text
    conversation.apply(Given.edit(1, "aXa"));

    // When
    conversation.apply(about(2, new Selection(2, 1, 2, "X")), Given.article(2, "s", "a"));

    // Then
    assertThat(conversation.status(Agents.GENERATOR)).isEqualTo("FAILED");
  }

  @Test
  void aPassageMayBecomeNothing() {
    conversation.apply(about(2), Given.intent(2));
    conversation.apply(Given.article(2, "s", Given.ARTICLE.replace(PASSAGE, "")));
    conversation.apply(Given.context(2), Given.phase(2), Given.reply(2));

    assertThat(conversation.state().at("/article/markdown").asString()).doesNotContain(PASSAGE);
    conversation.checkClients();
  }

  @Test
  void stoppedInTheMiddleTheArticleStaysAsItWas() {
    conversation.apply(about(2), Given.intent(2), chunk(0, "and no "), Given.abort(2));

    assertUntouched();
    assertThat(conversation.outcome(2)).contains("cancelled").doesNotContain("draft");
    assertThat(messages()).contains("passage " + ID + " and no ");
  }

  @Test
  void failedInTheMiddleTheArticleStaysAsItWas() {
    conversation.apply(about(2), Given.intent(2), chunk(0, "and no "));
    conversation.apply(Given.failure(2, Agents.GENERATOR));
    conversation.apply(Given.context(2), Given.phase(2), Given.reply(2));

    assertUntouched();
    assertThat(messages()).contains("passage " + ID + " and no ");
  }

  @Test
  void aQuestionAboutAPassageShowsNone() {
    conversation.apply(about(2), Given.intent(2), Given.unchanged(2));
    conversation.apply(Given.context(2), Given.phase(2), Given.reply(2));

    assertUntouched();
    assertThat(starts()).containsExactly(" " + Given.turnId(2) + "/reply");
  }

  @Test
  void aStreamThatBeginsAgainIsAMessageOfItsOwn() {
    conversation.apply(about(2), chunk(0, "and so "), Given.article(2, "t", REWRITTEN));

    assertThat(Json.text(conversation.frames, ID + "~2")).isEqualTo(NEW);
  }

  @Test
  void theNextTurnWritesArticlesAgain() {
    conversation.apply(about(2), Given.intent(2), Given.article(2, "s", REWRITTEN));
    conversation.apply(Given.context(2), Given.phase(2), Given.reply(2));

    conversation.apply(Given.wholeTurn(3));

    assertThat(Json.text(conversation.frames, Given.turnId(3) + "/article"))
        .isEqualTo(Given.ARTICLE);
    assertThat(conversation.lastTurn().getTurn().getHistory())
        .noneMatch(message -> message.getText().equals(NEW));
    conversation.checkClients();
  }

  @Test
  void everyOrderLeadsToTheSame() {
    // Given
    conversation.apply(about(2));
    Set<Object> states = new HashSet<>();
    Set<Object> texts = new HashSet<>();

    // When
    Interleavings.of(
            List.of(Given.intent(2)),
            List.of(Given.context(2)),
            List.of(Given.article(2, "s", REWRITTEN)),
            List.of(Given.reply(2)),
            List.of(Given.phase(2)),
            List.of(chunk(0, "and no "), chunk(7, "river.")))
        .forEach(
            conversation,
            order -> {
              Legality.check(order.frames);
              states.add(Json.state(order.look(null)));
              states.add(order.state());
              texts.add(Json.text(order.frames, ID));
              texts.add(Json.of(order.look(null).getLast()).get("messages"));
            });

    // Then
    assertThat(states).hasSize(1);
    assertThat(texts).hasSize(2).contains(NEW);
  }

  private void assertUntouched() {
    assertThat(conversation.state().at("/article/markdown").asString()).isEqualTo(Given.ARTICLE);
    assertThat(conversation.state().at("/article/version").asInt()).isEqualTo(1);
    conversation.checkClients();
  }

  private static Selection selection() {
    return new Selection(1, START, END, PASSAGE);
  }

  private static Input about(int number) {
    return about(number, selection());
  }

  private static Input about(int number, Selection selection) {
    return Given.command(
        SubmitMessage.newBuilder(Given.message(number, "Shorter")).setSelection(selection).build());
  }

  private static Input chunk(int offset, String text) {
    return Given.chunk(2, Agents.GENERATOR, "s", offset, text);
  }

  /** Names and ids of the texts that the second turn began. */
  private List<String> starts() {
    return conversation.framesOf(Given.turnId(2)).stream()
        .map(Json::of)
        .filter(event -> event.get("type").asString().equals("TEXT_MESSAGE_START"))
        .map(event -> event.path("name").asString("") + " " + event.get("messageId").asString())
        .toList();
  }

  /** The messages that a client gets that comes now. */
  private List<String> messages() {
    return Json.of(conversation.look(null).get(1))
        .get("messages")
        .valueStream()
        .map(message ->
            "%s %s %s"
                .formatted(
                    message.path("name").asString(""),
                    message.get("id").asString(),
                    message.get("content").asString("")))
        .toList();
  }
}
