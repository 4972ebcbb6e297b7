package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.effects.Effects;
import io.quillmesh.schemas.AbortTurn;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.ContextItem;
import io.quillmesh.schemas.SubmitMessage;
import io.quillmesh.schemas.Topics;
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
    conversation.apply(Given.rest(1));

    // Then
    assertThat(conversation.notice()).contains("quillmesh.queued", "\"messageId\":\"message-2\"");
    assertThat(conversation.turns()).containsExactly(Given.turnId(1), Given.turnId(2));
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
    assertThat(conversation.notice()).contains("quillmesh.rejected", "QUEUE_FULL", "message-12");
  }

  @Test
  void aRejectedMessageMayBeSentAgain() {
    // Given
    conversation.apply(Given.submit(1), Given.submit(2, WhenBusy.REJECT));
    assertThat(conversation.notice()).contains("BUSY");

    // When
    conversation.apply(Given.rest(1));
    conversation.apply(Given.submit(2, WhenBusy.REJECT));

    // Then
    assertThat(conversation.turns()).containsExactly(Given.turnId(1), Given.turnId(2));
  }

  @Test
  void anInterruptingMessageStopsTheTurnAndGoesFirst() {
    // Given
    conversation.apply(Given.submit(1), Given.submit(2), Given.chunk(1, Agents.GENERATOR, 0, 10));

    // When
    conversation.apply(Given.submit(3, WhenBusy.INTERRUPT));

    // Then
    assertThat(conversation.turns()).containsExactly(Given.turnId(1), Given.turnId(3));
    assertThat(conversation.cancelled()).containsExactly("INTERRUPTED");
    assertThat(conversation.outcome(1)).contains("RUN_FINISHED", "cancelled");
    conversation.apply(Given.rest(3));
    conversation.apply(Given.rest(2));
    Legality.check(conversation.frames);
  }

  @Test
  void oneMessageIsOneTurnHoweverOftenItIsSent() {
    // When
    conversation.apply(Given.submit(1), Given.submit(1));
    conversation.apply(Given.rest(1));
    conversation.apply(Given.submit(1));

    // Then
    assertThat(conversation.turns()).containsExactly(Given.turnId(1));
    assertThat(conversation.notices).isEmpty();
  }

  @Test
  void anotherTextUnderAKnownMessageIdIsRejectedWithAReason() {
    // When
    conversation.apply(Given.submit(1));
    conversation.apply(Given.command(Given.message(1, "Something else")));

    // Then
    assertThat(conversation.notice()).contains("MESSAGE_ID_REUSED", "message-1");
    assertThat(conversation.turns()).containsExactly(Given.turnId(1));
  }

  @Test
  void clientsKnowATurnByTheRunIdThatTheSenderGaveIt() {
    // Given
    Input submit =
        Given.command(
            SubmitMessage.newBuilder(Given.message(1, "Help me write a travelogue about London"))
                .setRunId("run-1")
                .setClientContext(List.of(new ContextItem("the page", "London")))
                .build());

    // When
    conversation.apply(submit, Given.chunk(1, Agents.GENERATOR, 0, 10));
    conversation.apply(Given.rest(1));
    conversation.apply(Given.command(Given.message(2, "And Paris")));

    // Then
    List<Frame> run = conversation.framesOf("run-1");
    assertThat(Json.types(run)).startsWith("RUN_STARTED").endsWith("RUN_FINISHED");
    assertThat(run)
        .extracting(Frame::json)
        .allSatisfy(json -> assertThat(json).doesNotContain(Given.turnId(1)))
        .anySatisfy(json -> assertThat(json).contains("\"runId\":\"run-1\""))
        .anySatisfy(json -> assertThat(json).contains("\"subagentRunId\":\"run-1/reply\""))
        .anySatisfy(json -> assertThat(json).contains("\"messageId\":\"run-1/article\""));
    assertThat(conversation.turns()).containsExactly(Given.turnId(1), Given.turnId(2));
    List<TurnStarted> started = conversation.emitted(Topics.TURNS);
    assertThat(started.getFirst().getTurn().getClientContext())
        .containsExactly(new ContextItem("the page", "London"));
    assertThat(started.getLast().getTurn().getClientContext()).isEmpty();
    assertThat(conversation.look(null))
        .extracting(Frame::json)
        .anySatisfy(json -> assertThat(json).contains("MESSAGES_SNAPSHOT", "run-1/article"));
    conversation.apply(Given.rest(2));
    Legality.check(conversation.frames);
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
    assertThat(conversation.turns()).containsExactly(Given.turnId(2));
  }

  @Test
  void tooLongAMessageIsRejected() {
    conversation.apply(Given.command(Given.message(1, "雾".repeat(5462))));

    assertThat(conversation.notice()).contains("MESSAGE_TOO_LARGE", "16384", "16386");
    assertThat(conversation.turns()).isEmpty();
  }

  @Test
  void aPressedChoiceTravelsWhileItIsCurrent() {
    // Given
    conversation.apply(Given.wholeTurn(1));

    // When
    conversation.apply(pressed(2, "choice-1"));
    conversation.apply(Given.rest(2));
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
    conversation.apply(Given.submit(1), Given.intent(1), Given.chunk(1, Agents.GENERATOR, 0, 10));

    // When
    conversation.apply(Given.abort(1));
    int shown = conversation.frames.size();
    conversation.apply(
        Given.context(1), Given.chunk(1, Agents.GENERATOR, 10, 20), Given.article(1));

    // Then
    assertThat(conversation.cancelled()).containsExactly("CLIENT_ABORT");
    assertThat(conversation.frames).hasSize(shown);
    assertThat(conversation.outcome(1)).contains("RUN_FINISHED", "cancelled");
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
    conversation.apply(Given.rest(1));

    // Then
    assertThat(conversation.notice()).contains("ABORTED", "message-2");
    assertThat(conversation.turns()).containsExactly(Given.turnId(1));
  }

  /** Its sender may have connected again since. */
  @Test
  void whoeverTakesAWaitingMessageBackIsTold() {
    // Given
    conversation.apply(Given.submit(1), Given.submit(2));

    // When
    AbortTurn abort = AbortTurn.newBuilder().setMessageId("message-2").build();
    conversation.apply(Given.command("anna", "new connection", abort));

    // Then
    assertThat(conversation.notices)
        .filteredOn(it -> it.frame().json().contains("ABORTED"))
        .extracting(Effects.Notice::connectionId)
        .containsExactly("connection", "new connection");
  }

  @Test
  void abortingWhatDoesNotRunIsSaid() {
    conversation.apply(Given.claim(), Given.abort(1));

    assertThat(conversation.notice()).contains("NOT_RUNNING");

    AbortTurn abort = AbortTurn.newBuilder().setMessageId("message-2").build();
    conversation.apply(Given.command(abort));

    assertThat(conversation.notice()).contains("NOT_RUNNING", "message-2");
  }
}
