package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.ReplacedTurn;
import io.quillmesh.gateway.conversation.agui.AgUiOracle;
import io.quillmesh.gateway.conversation.snapshot.ReplacedTurns;
import io.quillmesh.gateway.conversation.snapshot.Snapshots;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.EraseConversation;
import io.quillmesh.schemas.RenameConversation;
import io.quillmesh.schemas.SubmitMessage;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.WhenBusy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Messages in the place of the last one. */
class ReplacingTest {
  private static final String ASKED = "Help me write a travelogue about London";

  private final Folding conversation = new Folding();

  @Test
  void theTurnBeginsFromWhatWasBeforeTheReplacedOne() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    Turn before = turnOfASecondMessage();
    conversation.apply(Given.wholeTurn(2));

    // When
    conversation.apply(replacing(3, "And now Paris", 2));

    // Then
    Turn begun = conversation.lastTurn().getTurn();
    assertThat(begun.getMessage()).isEqualTo("And now Paris");
    assertThat(begun.getHistory()).isEqualTo(before.getHistory()).hasSize(2);
    assertThat(begun.getArticle()).isEqualTo(before.getArticle());
    assertThat(begun.getArticle()).extracting("version").isEqualTo(1);
    assertThat(begun.getChoices()).isEqualTo(before.getChoices());
    assertThat(begun.getEntities()).isEqualTo(before.getEntities());
    assertThat(begun.getPhase()).isEqualTo(before.getPhase());
    assertThat(begun.getCapabilitiesUsed()).isEqualTo(before.getCapabilitiesUsed());
  }

  /** What a second turn gets, told by another conversation like this one. */
  private Turn turnOfASecondMessage() {
    Folding other = conversation.copy();
    other.apply(Given.submit(2));
    return other.lastTurn().getTurn();
  }

  @Test
  void clientsGoBackInsideTheRunAndOthersSeeTheSame() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    JsonNode first = conversation.state();
    conversation.apply(Given.wholeTurn(2));

    // When
    conversation.apply(replacing(3, "And now Paris", 2));

    // Then
    List<Frame> run = conversation.framesOf(Given.turnId(3));
    assertThat(Json.types(run)).startsWith("RUN_STARTED", "STATE_SNAPSHOT", "MESSAGES_SNAPSHOT");
    assertThat(Json.of(run.getFirst()).at("/input/forwardedProps/replaces").asString())
        .isEqualTo("message-2");
    assertThat(Json.of(run.get(1)).get("snapshot")).isEqualTo(first);
    assertThat(ids(run.get(2)))
        .containsExactly(
            "message-1",
            Given.turnId(1) + "/article",
            Given.turnId(1) + "/reply",
            Given.turnId(1) + "/choices",
            "message-3");
    assertThat(conversation.look(null).subList(2, 5)).isEqualTo(run.subList(0, 3));
    assertThat(Json.state(conversation.look(null))).isEqualTo(conversation.state());

    // When it is over
    conversation.apply(Given.rest(3));

    // Then
    conversation.checkClients();
    assertThat(conversation.state().at("/article/version").asInt()).isEqualTo(3);
    assertThat(conversation.look(null).get(1).json())
        .contains("message-1", "message-3")
        .doesNotContain("message-2", Given.turnId(2));
  }

  @Test
  void theReplacedTurnCanStillBeReached() {
    // Given
    conversation.apply(Given.wholeTurn(1));

    // When it is replaced, and what came in its place, too
    conversation.apply(replacing(2, ASKED, 1));
    conversation.apply(Given.rest(2));
    conversation.apply(replacing(3, ASKED + " in rain", 2));
    conversation.apply(Given.rest(3));

    // Then
    assertThat(replaced())
        .containsExactly(
            new ReplacedTurn(Given.turnId(2), "message-2", ASKED, Given.REPLY, 2, "message-3"),
            new ReplacedTurn(Given.turnId(1), "message-1", ASKED, Given.REPLY, 1, "message-2"));
    assertThat(Snapshots.article(conversation.pieces::get, Folding.ID, Folding.ANNA, 1))
        .hasValueSatisfying(it -> assertThat(it.markdown()).isEqualTo(Given.ARTICLE));
    assertThat(ReplacedTurns.of(conversation.pieces::get, Folding.ID, new Owner("eve", "")))
        .isEmpty();
    assertThat(conversation.lastTurn().getTurn().getHistory()).isEmpty();
    assertThat(conversation.lastTurn().getTurn().getArticle()).isNull();
    conversation.checkClients();
  }

  private List<ReplacedTurn> replaced() {
    return ReplacedTurns.of(conversation.pieces::get, Folding.ID, Folding.ANNA).orElseThrow();
  }

  @Test
  void onlyTheLastMessageCanBeReplacedAndOnlyAtRest() {
    // When there is nothing yet
    conversation.apply(replacing(1, ASKED, 0));
    assertThat(conversation.notice()).contains("NOT_REPLACEABLE", "message-1");

    // When it runs
    conversation.apply(Given.submit(1));
    conversation.apply(replacing(2, ASKED, 1));
    assertThat(conversation.notice()).contains("NOT_REPLACEABLE", "message-2", "running");

    // When others came later
    conversation.apply(Given.rest(1));
    conversation.apply(Given.wholeTurn(3));
    conversation.apply(replacing(4, ASKED, 1));
    assertThat(conversation.notice()).contains("NOT_REPLACEABLE", "message-4", "another one");

    // Then the refused ones may be sent as they are
    assertThat(conversation.turns()).containsExactly(Given.turnId(1), Given.turnId(3));
    conversation.apply(Given.command(Given.message(2, ASKED)));
    assertThat(conversation.turns()).hasSize(3);
  }

  @Test
  void theSameCommandAgainChangesNothing() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(replacing(2, ASKED, 1), replacing(2, ASKED, 1));
    conversation.apply(Given.rest(2));

    // When
    conversation.apply(replacing(2, ASKED, 1));

    // Then
    assertThat(conversation.turns()).containsExactly(Given.turnId(1), Given.turnId(2));
    assertThat(conversation.notices).isEmpty();
    assertThat(replaced()).hasSize(1);
  }

  /** A stock client that sends it again would wait for a run that nobody sees. */
  @Test
  void whoSendsTheReplacedMessageAgainIsTold() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(replacing(2, ASKED, 1));
    conversation.apply(Given.rest(2));

    // When
    conversation.apply(Given.submit(1));

    // Then
    assertThat(conversation.notice()).contains("\"REPLACED\"", "message-1");
    assertThat(conversation.turns()).hasSize(2);
    conversation.apply(Given.command(Given.message(1, "Something else")));
    assertThat(conversation.notice()).contains("MESSAGE_ID_REUSED");
  }

  @Test
  void anEditOfTheReplacedTurnsArticleStaysAVersion() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.wholeTurn(2));
    conversation.apply(Given.edit(2, "# Mine\n\nNot lost."));

    // When
    conversation.apply(replacing(3, "Make it shorter", 2));

    // Then
    assertThat(conversation.state().at("/article/version").asInt()).isEqualTo(1);
    assertThat(conversation.emitted(Topics.INDEX).getLast().getTitle()).isEqualTo("London");
    assertThat(Snapshots.article(conversation.pieces::get, Folding.ID, Folding.ANNA, 3))
        .hasValueSatisfying(it -> assertThat(it.markdown()).contains("Not lost."));
    conversation.apply(Given.rest(3));
    assertThat(conversation.state().at("/article/version").asInt()).isEqualTo(4);
  }

  @Test
  void theSameEditMayBeMadeAgain() {
    // Given an edit of version 1 that went with the replaced turn
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.submit(2));
    conversation.apply(Given.abort(2));
    conversation.apply(Given.edit(1, "# Mine"));
    conversation.apply(replacing(3, "Make it shorter", 2));
    conversation.apply(Given.abort(3));
    assertThat(conversation.state().at("/article/version").asInt()).isEqualTo(1);

    // When
    conversation.apply(Given.edit(1, "# Mine"));

    // Then
    assertThat(conversation.state().at("/article/version").asInt()).isEqualTo(3);
    assertThat(conversation.state().at("/article/markdown").asString()).isEqualTo("# Mine");
  }

  @Test
  void theTitleGoesBackUnlessAPersonHasGivenIt() {
    // Given
    conversation.apply(Given.command(Given.message(1, "A travelogue about London")));
    conversation.apply(Given.abort(1));

    // When
    conversation.apply(replacing(2, "A travelogue about Paris", 1));
    conversation.apply(Given.abort(2));

    // Then
    assertThat(conversation.emitted(Topics.INDEX).getLast().getTitle()).contains("Paris");

    // When
    conversation.apply(Given.command(new RenameConversation("My trip")));
    conversation.apply(replacing(3, "A travelogue about Rome", 2));

    // Then
    assertThat(conversation.emitted(Topics.INDEX).getLast().getTitle()).isEqualTo("My trip");
  }

  @Test
  void thePressedButtonIsPressedAgain() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    String text = "Use the diary template";
    conversation.apply(
        Given.command(
            SubmitMessage.newBuilder(Given.message(2, text)).setChoiceId("choice-1").build()));
    conversation.apply(Given.rest(2));

    // When
    conversation.apply(replacing(3, text, 2));
    conversation.apply(Given.rest(3));
    conversation.apply(replacing(4, "Something else", 3));

    // Then
    assertThat(conversation.emitted(Topics.TURNS))
        .extracting(it -> it.getTurn().getChoice() == null)
        .containsExactly(true, false, false, true);
  }

  @Test
  void anotherGatewayReplacesIt() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.movesToEpoch("epoch2");

    // When
    conversation.apply(replacing(2, ASKED, 1));
    conversation.movesToEpoch("epoch3");
    conversation.apply(Given.rest(2));

    // Then
    conversation.checkClients();
    assertThat(conversation.look(null).get(1).json()).doesNotContain("message-1");
  }

  @Test
  void whoComesBackInTheRunEndsUpLikeTheOthers() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    Frame seen = conversation.frames.get(conversation.frames.size() - 3);

    // When
    conversation.apply(replacing(2, ASKED, 1));
    List<Frame> missed = conversation.look(seen.cursor());

    // Then
    assertThat(Json.types(missed)).contains("RUN_STARTED", "STATE_SNAPSHOT", "MESSAGES_SNAPSHOT");
    assertThat(missed.getLast()).isEqualTo(conversation.frames.getLast());
  }

  @Test
  void aStoppedOneCanBeReplacedAndItsDraftIsNoLongerTheArticle() {
    // Given
    conversation.apply(Given.submit(1), Given.intent(1), Given.chunk(1, Agents.GENERATOR, 0, 12));
    conversation.apply(Given.abort(1));
    assertThat(conversation.state().at("/article/version").asInt()).isEqualTo(1);

    // When
    conversation.apply(replacing(2, ASKED, 1));

    // Then
    assertThat(conversation.state().has("article")).isFalse();
    conversation.apply(Given.rest(2));
    conversation.checkClients();
    assertThat(replaced()).extracting(ReplacedTurn::articleVersion).containsExactly(1);
  }

  @Test
  void aLaterMessageKnowsNothingOfTheReplacedTurn() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(replacing(2, "Write about Paris", 1));
    conversation.apply(Given.rest(2));

    // When
    conversation.apply(Given.submit(3, WhenBusy.ENQUEUE));

    // Then
    assertThat(conversation.lastTurn().getTurn().getHistory())
        .extracting("text")
        .containsExactly("Write about Paris", Given.REPLY);
  }

  /** Its snapshot is a frame, and a frame is a record. */
  @Test
  void whatALongConversationIsGoesIntoOneRecord() {
    // Given
    String article = "雾".repeat(Budgets.ARTICLE / 3);
    for (int number = 1; number <= 10; number++) {
      conversation.apply(Given.submit(number), Given.intent(number));
      conversation.apply(Given.article(number, Given.STREAM, article));
      conversation.apply(Given.abort(number));
    }

    // When
    conversation.apply(replacing(11, ASKED, 10));

    // Then
    Frame messages = conversation.framesOf(Given.turnId(11)).get(2);
    assertThat(messages.type()).isEqualTo("MESSAGES_SNAPSHOT");
    assertThat(messages.json().getBytes(StandardCharsets.UTF_8).length)
        .isBetween(Budgets.ARTICLE, Budgets.RECORD - 32 * 1024);
  }

  @Test
  void agUiAcceptsIt() throws Exception {
    // Given
    AgUiOracle oracle = new AgUiOracle();
    conversation.apply(Given.claim());
    List<Frame> seen = new ArrayList<>(conversation.look(null));
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(replacing(2, ASKED, 1));
    oracle.stream("comes in between", conversation.look(null));
    conversation.apply(Given.rest(2));
    seen.addAll(conversation.frames);

    // Then
    oracle.stream("there all the time", seen);
    oracle.verify();
  }

  @Test
  void erasingLeavesNothingOfIt() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(replacing(2, ASKED, 1));

    // When
    conversation.apply(Given.command(new EraseConversation("")));

    // Then
    assertThat(conversation.pieces).containsOnlyKeys(Keys.header(Folding.ID));
  }

  static Input replacing(int number, String text, int replaced) {
    return Given.command(
        SubmitMessage.newBuilder(Given.message(number, text))
            .setReplaces("message-" + replaced)
            .build());
  }

  private static List<String> ids(Frame messages) {
    return StreamSupport.stream(Json.of(messages).get("messages").spliterator(), false)
        .map(message -> message.get("id").asString())
        .toList();
  }
}
