package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.schemas.AbortTurn;
import io.quillmesh.schemas.Agent;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.EraseConversation;
import io.quillmesh.schemas.RenameConversation;
import io.quillmesh.schemas.SubmitMessage;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.TurnCancelled;
import io.quillmesh.schemas.TurnStarted;
import io.quillmesh.schemas.WhenBusy;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private final Folding conversation = new Folding();

  @Test
  void aMessageWaitsWhileATurnRunsAndGoesNext() {
    // Given
    conversation.apply(Given.submit(1), Given.submit(2));

    // When
    conversation.apply(rest(1));

    // Then
    assertThat(notice()).contains("quillmesh.queued", "\"messageId\":\"message-2\"");
    assertThat(turns()).containsExactly(Given.turnId(1), Given.turnId(2));
    assertThat(conversation.lastTurn().getTurn().getHistory()).hasSize(2);
  }

  @Test
  void aFullQueueRejects() {
    // Given
    for (int number = 1; number <= 11; number++) {
      conversation.apply(Given.submit(number));
    }

    // When
    conversation.apply(Given.submit(12));

    // Then
    assertThat(notice()).contains("quillmesh.rejected", "QUEUE_FULL", "message-12");
  }

  @Test
  void aRejectedMessageMayBeSentAgain() {
    // Given
    conversation.apply(Given.submit(1), Given.submit(2, WhenBusy.REJECT));
    assertThat(notice()).contains("BUSY");

    // When
    conversation.apply(rest(1));
    conversation.apply(Given.submit(2, WhenBusy.REJECT));

    // Then
    assertThat(turns()).containsExactly(Given.turnId(1), Given.turnId(2));
  }

  @Test
  void anInterruptingMessageStopsTheTurnAndGoesFirst() {
    // Given
    conversation.apply(Given.submit(1), Given.submit(2), Given.chunk(1, Agent.GENERATOR, 0, 10));

    // When
    conversation.apply(Given.submit(3, WhenBusy.INTERRUPT));

    // Then
    assertThat(turns()).containsExactly(Given.turnId(1), Given.turnId(3));
    assertThat(cancelled()).containsExactly("INTERRUPTED");
    assertThat(outcome(1)).contains("RUN_FINISHED", "cancelled");
    conversation.apply(rest(3));
    conversation.apply(rest(2));
    Legality.check(conversation.frames);
  }

  @Test
  void oneMessageIsOneTurnHoweverOftenItIsSent() {
    // When
    conversation.apply(Given.submit(1), Given.submit(1));
    conversation.apply(rest(1));
    conversation.apply(Given.submit(1));

    // Then
    assertThat(turns()).containsExactly(Given.turnId(1));
    assertThat(conversation.notices).isEmpty();
  }

  @Test
  void aTurnIdIsAUuidAndNobodyElses() {
    // When
    conversation.apply(
        Given.command(SubmitMessage.newBuilder(Given.message(1, "Hello")).setTurnId("one").build()),
        Given.submit(2),
        Given.command(
            SubmitMessage.newBuilder(Given.message(3, "Hello"))
                .setTurnId(Given.turnId(2))
                .build()));

    // Then
    assertThat(conversation.notices)
        .hasSize(2)
        .allSatisfy(it -> assertThat(it.frame().json()).contains("BAD_RUN_ID"));
    assertThat(turns()).containsExactly(Given.turnId(2));
  }

  @Test
  void tooLongAMessageIsRejected() {
    conversation.apply(Given.command(Given.message(1, "雾".repeat(5462))));

    assertThat(notice()).contains("MESSAGE_TOO_LARGE", "16384", "16386");
    assertThat(turns()).isEmpty();
  }

  @Test
  void aPressedChoiceTravelsWhileItIsCurrent() {
    // Given
    conversation.apply(Given.wholeTurn(1));

    // When
    conversation.apply(pressed(2, "choice-1"));
    conversation.apply(rest(2));
    conversation.apply(pressed(3, "choice-1"));

    // Then
    assertThat(conversation.emitted(Topics.TURNS))
        .extracting(it -> it.getTurn().getChoice() == null)
        .containsExactly(true, false, true);
  }

  private static Input pressed(int number, String choice) {
    return Given.command(
        SubmitMessage.newBuilder(Given.message(number, "Use the diary template"))
            .setChoiceId(choice)
            .build());
  }

  @Test
  void abortingStopsTheTurnAndClosesWhatIsOpen() {
    // Given
    conversation.apply(Given.submit(1), Given.intent(1), Given.chunk(1, Agent.GENERATOR, 0, 10));

    // When
    conversation.apply(Given.abort(1));
    int shown = conversation.frames.size();
    conversation.apply(Given.context(1), Given.chunk(1, Agent.GENERATOR, 10, 20), Given.article(1));

    // Then
    assertThat(cancelled()).containsExactly("CLIENT_ABORT");
    assertThat(conversation.frames).hasSize(shown);
    assertThat(outcome(1)).contains("RUN_FINISHED", "cancelled");
    Legality.check(conversation.frames);
    assertThat(conversation.look(null).getLast().json())
        .as("what was written so far")
        .contains(Given.ARTICLE.substring(2, 8));
  }

  @Test
  void aWaitingMessageCanBeTakenBack() {
    // Given
    conversation.apply(Given.submit(1), Given.submit(2));

    // When
    conversation.apply(Given.command(AbortTurn.newBuilder().setMessageId("message-2").build()));
    conversation.apply(rest(1));

    // Then
    assertThat(notice()).contains("ABORTED", "message-2");
    assertThat(turns()).containsExactly(Given.turnId(1));
  }

  @Test
  void abortingWhatDoesNotRunIsSaid() {
    conversation.apply(Given.claim(), Given.abort(1));

    assertThat(notice()).contains("NOT_RUNNING");
  }

  @Test
  void anEditIsAVersionAndAShortRun() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    int shown = conversation.frames.size();

    // When
    conversation.apply(Given.edit(1, "# Paris\n\nRather."));

    // Then
    List<Frame> run = conversation.frames.subList(shown, conversation.frames.size());
    assertThat(Json.types(run)).containsExactly("RUN_STARTED", "STATE_DELTA", "RUN_FINISHED");
    Legality.check(conversation.frames);
    assertThat(Json.state(conversation.look(null))).isEqualTo(Json.state(conversation.frames));
    assertThat(Snapshots.article(conversation.pieces::get, Folding.ID, Folding.ANNA, null))
        .hasValueSatisfying(it -> {
          assertThat(it.version()).isEqualTo(2);
          assertThat(it.title()).isEqualTo("Paris");
          assertThat(it.author()).isEqualTo(Author.PERSON);
        });
  }

  @Test
  void anEditOfAnOldVersionIsRejectedAndARepeatIsNot() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.edit(1, "# Paris"));

    // When
    conversation.apply(Given.edit(1, "# Paris"));
    assertThat(conversation.notices).isEmpty();
    conversation.apply(Given.edit(1, "# Rome"));

    // Then
    assertThat(notice()).contains("VERSION_CONFLICT");
  }

  @Test
  void noEditWhileTheArticleMayBeWritten() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.submit(2), Given.intent(2));

    // When
    conversation.apply(Given.edit(1, "# Paris"));
    assertThat(notice()).contains("ARTICLE_BUSY");
    conversation.apply(Given.article(2), Given.edit(2, "# Paris"));
    conversation.apply(Given.context(2), Given.phase(2), Given.reply(2));

    // Then
    Legality.check(conversation.frames);
    assertThat(Json.state(conversation.look(null)).at("/article/markdown").asString())
        .isEqualTo("# Paris");
    assertThat(Json.state(conversation.look(null))).isEqualTo(Json.state(conversation.frames));
  }

  @Test
  void aPersonsTitleStays() {
    // Given
    conversation.apply(Given.submit(1), Given.command(new RenameConversation("My trip")));

    // When
    conversation.apply(rest(1));

    // Then
    assertThat(conversation.emitted(Topics.INDEX))
        .extracting("title")
        .containsExactly("Help me write a travelogue about London", "My trip", "My trip");
  }

  @Test
  void theArticlesTitleReplacesTheMessages() {
    conversation.apply(Given.wholeTurn(1));

    assertThat(conversation.emitted(Topics.INDEX).getLast().getTitle()).isEqualTo("London");
  }

  @Test
  void erasingLeavesAnIdThatAnswersLikeAnothers() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.submit(2), Given.submit(3));

    // When
    conversation.apply(Given.command(new EraseConversation("")));
    conversation.apply(Given.intent(2));

    // Then
    assertThat(conversation.pieces).containsOnlyKeys(Keys.header(Folding.ID));
    assertThat(conversation.readable().toString()).doesNotContain("London", "anna");
    assertThat(conversation.look(Folding.ANNA, null)).isEqualTo(new Lookup.Hidden());
    assertThat(cancelled()).containsExactly("ERASED");
    assertThat(conversation.wakeUp).isEqualTo(new Step.WakeUp.Never());
    Legality.check(conversation.frames);
    assertThat(conversation.emitted(Topics.INDEX).getLast().getErased()).isTrue();
    conversation.apply(Given.submit(4));
    assertThat(notice()).contains("NOT_FOUND");
  }

  @Test
  void anothersConversationIsNotFound() {
    // Given
    conversation.apply(Given.submit(1));

    // When
    conversation.apply(
        Given.command("bert", "berts", AbortTurn.newBuilder().setTurnId(Given.turnId(1)).build()));

    // Then
    assertThat(conversation.notices.getLast().connectionId()).isEqualTo("berts");
    assertThat(notice()).contains("NOT_FOUND");
    assertThat(cancelled()).isEmpty();
    assertThat(conversation.look(new Owner("bert", ""), null)).isEqualTo(new Lookup.Hidden());
    assertThat(conversation.look(new Owner("anna", "other"), null)).isEqualTo(new Lookup.Hidden());
  }

  @Test
  void nothingIsKeptOfWhoAsksForWhatIsNobodys() {
    conversation.apply(Given.edit(0, "# Paris"), Given.abort(1));

    assertThat(conversation.pieces).isEmpty();
    assertThat(notice()).contains("NOT_FOUND");
  }

  /** What the agents say in a turn that has begun. */
  private static Input[] rest(int number) {
    Input[] turn = Given.wholeTurn(number);
    return java.util.Arrays.copyOfRange(turn, 1, turn.length);
  }

  private String notice() {
    return conversation.notices.getLast().frame().json();
  }

  private List<String> turns() {
    return conversation.emitted(Topics.TURNS).stream()
        .map(TurnStarted::getTurn)
        .map(turn -> turn.getTurnId())
        .toList();
  }

  private List<String> cancelled() {
    return conversation.emitted(Topics.CANCELLATIONS).stream()
        .map(TurnCancelled::getReason)
        .toList();
  }

  private String outcome(int number) {
    return conversation.framesOf(Given.turnId(number)).getLast().json();
  }
}
