package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.Author;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients see that a model thinks. */
class ThoughtsTest {
  private final Folding conversation = new Folding();

  @BeforeEach
  void start() {
    conversation.apply(Given.submit(1), Given.intent(1), Given.context(1));
  }

  @Test
  void thinkingBeginsOnceAndEndsWhereTheTextBegins() {
    // When
    conversation.apply(
        Given.thinking(1, Agents.GENERATOR, ""),
        Given.thinking(1, Agents.GENERATOR, ""),
        Given.chunk(1, Agents.GENERATOR, 0, 10),
        Given.thinking(1, Agents.GENERATOR, ""),
        Given.article(1));

    // Then
    assertThat(reasoning()).containsExactly("REASONING_START", "REASONING_END");
    assertThat(types()).containsSubsequence("REASONING_END", "TEXT_MESSAGE_START");
  }

  @Test
  void itMayComeBeforeTheIntentThatItAnswers() {
    // Given
    Folding other = new Folding();
    other.apply(Given.submit(1));

    // When
    other.apply(Given.thinking(1, Agents.GENERATOR, ""));

    // Then
    assertThat(Json.types(other.frames)).containsSubsequence("SUBAGENT_STARTED", "REASONING_START");
  }

  @Test
  void thoughtsThatAreShownAreAMessage() {
    // When
    conversation.apply(
        Given.thinking(1, Agents.GENERATOR, ""),
        Given.thinking(1, Agents.GENERATOR, "Fog?"),
        Given.thinking(1, Agents.GENERATOR, " Yes."),
        Given.chunk(1, Agents.GENERATOR, 0, 10));

    // Then
    assertThat(reasoning())
        .containsExactly(
            "REASONING_START",
            "REASONING_MESSAGE_START",
            "REASONING_MESSAGE_CONTENT",
            "REASONING_MESSAGE_CONTENT",
            "REASONING_MESSAGE_END",
            "REASONING_END");
    assertThat(conversation.frames.stream().map(Frame::json))
        .anyMatch(json -> json.contains("\"delta\":\" Yes.\""));
  }

  @Test
  void whoFailsOrIsStoppedThinksNoMore() {
    // When
    conversation.apply(
        Given.thinking(1, Agents.GENERATOR, "Fog?"), Given.failure(1, Agents.GENERATOR));

    // Then
    assertThat(reasoning()).endsWith("REASONING_MESSAGE_END", "REASONING_END");

    // When
    conversation.apply(Given.thinking(1, Agents.REPLY, ""), Given.abort(1));

    // Then
    assertThat(types()).containsSubsequence("REASONING_START", "REASONING_END", "RUN_FINISHED");
    assertThat(reasoning()).endsWith("REASONING_START", "REASONING_END");
  }

  @Test
  void anArticleThatIsCutOffIsMarkedAndOfferedToBeFinished() {
    // When
    conversation.apply(Given.unfinished(1), Given.phase(1), Given.reply(1));

    // Then
    var state = Json.state(conversation.frames);
    assertThat(state.at("/article/unfinished").asBoolean()).isTrue();
    assertThat(state.at("/choices/0/intent").asString()).isEqualTo("CONTINUE_ARTICLE");
    assertThat(state.at("/choices/0/label").asString()).isEqualTo("Continue writing");
    assertThat(state.at("/choices/1/label").asString()).isEqualTo("Diary");
    assertThat(state.path("choices").size()).isEqualTo(2);

    // When
    conversation.apply(Given.submit(2));

    // Then
    assertThat(conversation.lastTurn().getTurn().getArticle())
        .isEqualTo(new Article(1, "London", Given.ARTICLE, Author.AGENT, true));

    // When
    conversation.apply(Given.intent(2), Given.context(2), Given.article(2), Given.phase(2));

    // Then
    var after = Json.state(conversation.frames);
    assertThat(after.path("article").has("unfinished")).isFalse();
    assertThat(after.path("choices").size()).isEqualTo(1);
  }

  private List<String> types() {
    return Json.types(conversation.frames);
  }

  private List<String> reasoning() {
    return types().stream().filter(type -> type.startsWith("REASONING")).toList();
  }
}
