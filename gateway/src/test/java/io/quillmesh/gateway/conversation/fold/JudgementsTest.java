package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.effects.FoldSettings;
import io.quillmesh.gateway.conversation.effects.Pseudonyms;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.EraseConversation;
import io.quillmesh.schemas.FeedbackGiven;
import io.quillmesh.schemas.GiveFeedback;
import io.quillmesh.schemas.Rating;
import io.quillmesh.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people think of replies and versions. */
class JudgementsTest {
  private static final String REPLY = Given.turnId(1) + "/reply";
  private static final FoldSettings SETTINGS =
      new FoldSettings(
          Folding.SETTINGS.agents(),
          Duration.ofSeconds(360),
          10,
          20,
          Pseudonyms.withKey("c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U="));

  private final Folding conversation = new Folding(SETTINGS);

  @Test
  void anOpinionIsToldWithTheWorkThatItIsAbout() {
    // Given
    conversation.apply(Given.wholeTurn(1));

    // When
    conversation.apply(reply(1, Rating.BAD, "太长"), version(1, Rating.GOOD));

    // Then
    List<FeedbackGiven> told = conversation.emitted(Topics.FEEDBACK);
    assertThat(told).hasSize(2);
    FeedbackGiven ofReply = told.getFirst();
    assertThat(ofReply.getCall()).isEqualTo(Given.call(Agents.REPLY));
    assertThat(ofReply.getTurnId()).isEqualTo(Given.turnId(1));
    assertThat(ofReply.getArticleVersion()).isZero();
    assertThat(ofReply.getRating()).isEqualTo(Rating.BAD);
    assertThat(ofReply.getReason()).isEqualTo("太长");
    assertThat(ofReply.getSubjectHash())
        .isEqualTo(conversation.lastTurn().getTurn().getSubjectHash())
        .isNotEmpty();
    FeedbackGiven ofVersion = told.getLast();
    assertThat(ofVersion.getCall()).isEqualTo(Given.call(Agents.GENERATOR));
    assertThat(ofVersion.getTurnId()).isEqualTo(Given.turnId(1));
    assertThat(ofVersion.getArticleVersion()).isEqualTo(1);
    assertThat(ofVersion.getEventId()).isNotEqualTo(ofReply.getEventId());
  }

  @Test
  void allClientsSeeTheOpinions() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    int shown = conversation.frames.size();

    // When
    conversation.apply(reply(1, Rating.BAD, "too long"), version(1, Rating.GOOD));

    // Then
    List<Frame> news = conversation.frames.subList(shown, conversation.frames.size());
    assertThat(Json.types(news.subList(0, 3)))
        .containsExactly("RUN_STARTED", "STATE_DELTA", "RUN_FINISHED");
    assertThat(feedback())
        .isEqualTo(
            "{\"%s\":{\"rating\":\"bad\",\"reason\":\"too long\"},\"version/1\":{\"rating\":\"good\"}}"
                .formatted(REPLY));
    conversation.checkClients();
  }

  @Test
  void aLaterOpinionTakesTheFirstOnesPlaceAndNoneTakesItBack() {
    // Given
    conversation.apply(Given.wholeTurn(1));

    // When
    conversation.apply(reply(1, Rating.BAD, "why"), reply(1, Rating.GOOD, ""));
    assertThat(feedback()).isEqualTo("{\"%s\":{\"rating\":\"good\"}}".formatted(REPLY));
    conversation.apply(reply(1, Rating.NONE, ""));

    // Then
    assertThat(feedback()).isEqualTo("{}");
    conversation.checkClients();
    assertThat(conversation.emitted(Topics.FEEDBACK))
        .extracting(FeedbackGiven::getRating)
        .containsExactly(Rating.BAD, Rating.GOOD, Rating.NONE);
  }

  @Test
  void theSameOpinionAgainIsNotToldAgain() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(reply(1, Rating.GOOD, ""));
    int shown = conversation.frames.size();

    // When
    conversation.apply(reply(1, Rating.GOOD, ""), version(1, Rating.NONE));

    // Then
    assertThat(conversation.frames).hasSize(shown);
    assertThat(conversation.emitted(Topics.FEEDBACK)).hasSize(1);
    assertThat(conversation.notices).isEmpty();
  }

  @Test
  void whatWasJudgedWhileATurnRunsIsShownInIt() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.submit(2));

    // When
    conversation.apply(reply(1, Rating.GOOD, ""));
    assertThat(Json.state(conversation.look(null))).isEqualTo(conversation.state());
    conversation.apply(Given.rest(2));

    // Then
    conversation.checkClients();
    assertThat(feedback()).contains(REPLY);
  }

  @Test
  void aReplyThatIsNotThereOrNotCompleteCannotBeJudged() {
    // Given
    conversation.apply(Given.submit(1), Given.chunk(1, Agents.REPLY, 0, 10));

    // When
    conversation.apply(reply(1, Rating.GOOD, ""), reply(7, Rating.GOOD, ""));
    conversation.apply(version(1, Rating.BAD));

    // Then
    assertThat(conversation.notices)
        .hasSize(3)
        .allSatisfy(it -> assertThat(it.frame().json()).contains("NOT_FOUND_MESSAGE"));
    assertThat(conversation.notice()).contains("no version 1");
    assertThat(conversation.emitted(Topics.FEEDBACK)).isEmpty();
  }

  @Test
  void aRestoredVersionIsJudgedAsTheWorkThatItWas() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.edit(1, "# Mine"));
    conversation.apply(Given.restore(2, 1));

    // When
    conversation.apply(version(3, Rating.GOOD));

    // Then
    FeedbackGiven told = conversation.emitted(Topics.FEEDBACK).getLast();
    assertThat(told.getCall()).isEqualTo(Given.call(Agents.GENERATOR));
    assertThat(told.getTurnId()).isEqualTo(Given.turnId(1));
    assertThat(told.getArticleVersion()).isEqualTo(3);
  }

  @Test
  void aPersonsOwnVersionCannotBeJudged() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.edit(1, "# Mine"));

    // When
    conversation.apply(version(2, Rating.GOOD));

    // Then
    assertThat(conversation.notice()).contains("NOT_FOUND_MESSAGE", "person's own");
  }

  @Test
  void whatBrokeOffIsJudgedAsTheWorkOfItsAgent() {
    // Given
    conversation.apply(Given.submit(1), Given.intent(1));
    conversation.apply(
        Given.chunk(1, Agents.GENERATOR, 0, 12), Given.chunk(1, Agents.REPLY, 0, 10));
    conversation.apply(Given.abort(1));

    // When
    conversation.apply(reply(1, Rating.BAD, ""), version(1, Rating.BAD));

    // Then
    assertThat(conversation.emitted(Topics.FEEDBACK))
        .extracting(it -> it.getCall().getAgent() + " " + it.getTurnId())
        .containsExactly(
            Agents.REPLY + " " + Given.turnId(1), Agents.GENERATOR + " " + Given.turnId(1));
  }

  @Test
  void aReplacedReplyKeepsItsOpinion() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(reply(1, Rating.BAD, ""));

    // When
    conversation.apply(ReplacingTest.replacing(2, "Again", 1));
    conversation.apply(Given.rest(2));
    conversation.apply(version(1, Rating.BAD));

    // Then
    assertThat(feedback()).contains(REPLY, "version/1");
    conversation.checkClients();
  }

  @Test
  void theOldestOpinionsAndReasonsGiveWay() {
    // Given
    for (int number = 1; number <= 101; number++) {
      conversation.apply(Given.wholeTurn(number));
    }

    // When
    for (int number = 1; number <= 101; number++) {
      conversation.apply(reply(number, Rating.BAD, "雾".repeat(680)));
    }

    // Then
    assertThat(conversation.state().get("feedback").size()).isEqualTo(100);
    assertThat(feedback())
        .doesNotContain(REPLY)
        .startsWith("{\"%s/reply\":{\"rating\":\"bad\"}".formatted(Given.turnId(2)))
        .endsWith("雾\"}}");
    assertThat(feedback().length()).isLessThan(50_000);
    conversation.checkClients();

    // When one that is no longer kept is taken back
    conversation.apply(reply(1, Rating.NONE, ""));
    assertThat(conversation.emitted(Topics.FEEDBACK).getLast().getRating()).isEqualTo(Rating.NONE);
  }

  @Test
  void erasingTakesAllOpinionsBack() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(reply(1, Rating.BAD, "secret"), version(1, Rating.GOOD));

    // When
    conversation.apply(Given.command(new EraseConversation("")));

    // Then
    assertThat(conversation.pieces).containsOnlyKeys(Keys.header(Folding.ID));
    List<FeedbackGiven> told = conversation.emitted(Topics.FEEDBACK);
    assertThat(told.subList(2, told.size()))
        .extracting(FeedbackGiven::getRating, FeedbackGiven::getArticleVersion)
        .containsExactly(tuple(Rating.NONE, 0), tuple(Rating.NONE, 1));
    assertThat(told.getLast().getTurnId()).isEqualTo(Given.turnId(1));
  }

  @Test
  void strangersJudgeNothing() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    ClientCommand hers = ((Input.Command) reply(1, Rating.BAD, "")).event();

    // When
    conversation.apply(new Input.Command(ClientCommand.newBuilder(hers).setSubject("eve").build()));

    // Then
    assertThat(conversation.notice()).contains("\"NOT_FOUND\"");
    assertThat(conversation.emitted(Topics.FEEDBACK)).isEmpty();
  }

  private String feedback() {
    return conversation.state().get("feedback").toString();
  }

  private static Input reply(int turn, Rating rating, String reason) {
    return command(new GiveFeedback(Given.turnId(turn) + "/reply", 0, rating, reason));
  }

  private static Input version(int version, Rating rating) {
    return command(new GiveFeedback("", version, rating, ""));
  }

  private static Input command(GiveFeedback feedback) {
    return new Input.Command(
        ClientCommand.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setConversationId(Folding.ID)
            .setSubject("anna")
            .setConnectionId("connection")
            .setFeedback(feedback)
            .build());
  }
}
