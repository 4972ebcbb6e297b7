package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnTest {
  private final Folding conversation = new Folding();

  @Test
  void aTurnIsShownAsTheProtocolSays() {
    // When
    conversation.apply(Given.wholeTurn(1));

    // Then
    assertThat(conversation.types())
        .containsExactly(
            "RUN_STARTED",
            "STATE_DELTA",
            "SUBAGENT_STARTED",
            "SUBAGENT_STARTED",
            // intent
            "STATE_DELTA",
            "SUBAGENT_FINISHED",
            "SUBAGENT_STARTED",
            // context
            "STATE_DELTA",
            "SUBAGENT_FINISHED",
            "SUBAGENT_STARTED",
            // article
            "TEXT_MESSAGE_START",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_CONTENT",
            // phase
            "STATE_DELTA",
            "SUBAGENT_FINISHED",
            "ACTIVITY_SNAPSHOT",
            // article
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_END",
            "STATE_DELTA",
            "SUBAGENT_FINISHED",
            "SUBAGENT_STARTED",
            // reply
            "TEXT_MESSAGE_START",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_END",
            "STATE_DELTA",
            "SUBAGENT_FINISHED",
            "RUN_FINISHED");
    assertThat(Json.text(conversation.frames, Given.turnId(1) + "/article"))
        .isEqualTo(Given.ARTICLE);
    assertThat(Json.text(conversation.frames, Given.turnId(1) + "/reply")).isEqualTo(Given.REPLY);
  }

  @Test
  void theSecondTurnTellsTheAgentsWhatTheFirstLedTo() {
    // Given
    conversation.apply(Given.wholeTurn(1));

    // When
    conversation.apply(Given.command(Given.message(2, "请改成非现实主义风格")));

    // Then
    Turn turn = conversation.lastTurn().getTurn();
    assertThat(turn.getNumber()).isEqualTo(2);
    assertThat(turn.getLanguage()).isEqualTo("zh");
    assertThat(turn.getHistory())
        .extracting("text")
        .containsExactly("Help me write a travelogue about London", Given.REPLY);
    assertThat(turn.getArticle())
        .isEqualTo(new Article(1, "London", Given.ARTICLE, Author.AGENT, false));
    assertThat(turn.getSummary()).isEqualTo("A travelogue about London");
    assertThat(turn.getDecisions()).containsExactly("first person");
    assertThat(turn.getEntities()).hasSize(2);
    assertThat(turn.getChoices()).hasSize(1);
    assertThat(turn.getCapabilitiesUsed()).containsExactly("generate-article");
  }

  @Test
  void whoComesLaterSeesWhatThoseSeeWhoWereThere() {
    // Given
    List<Frame> before = List.copyOf(conversation.look(null));
    conversation.apply(Given.claim());
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.wholeTurn(2));

    // When
    List<Frame> later = conversation.look(null);

    // Then
    assertThat(before).isEmpty();
    assertThat(Json.types(later)).containsExactly("STATE_SNAPSHOT", "MESSAGES_SNAPSHOT");
    assertThat(Json.state(later)).isEqualTo(Json.state(conversation.frames));
  }

  @Test
  void whoComesInMidTurnSeesTheStateBeforeItAndThenItsFrames() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    List<Frame> atRest = conversation.look(null);
    conversation.apply(Given.submit(2), Given.intent(2), Given.context(2), Given.article(2));

    // When
    List<Frame> midTurn = conversation.look(null);

    // Then
    assertThat(midTurn.subList(0, 2)).isEqualTo(atRest);
    assertThat(midTurn.subList(2, midTurn.size()))
        .isEqualTo(conversation.framesOf(Given.turnId(2)));
    assertThat(Json.state(midTurn)).isEqualTo(Json.state(conversation.frames));
  }

  @Test
  void repeatsChangeNothing() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    var pieces = conversation.readable();

    // When
    conversation.apply(Given.wholeTurn(1));

    // Then
    assertThat(conversation.readable()).isEqualTo(pieces);
    assertThat(conversation.emitted(Topics.TURNS)).hasSize(1);
  }
}
