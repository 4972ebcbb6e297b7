package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.article.ArticleText;
import io.quillmesh.gateway.conversation.effects.Effects;
import io.quillmesh.gateway.conversation.snapshot.Lookup;
import io.quillmesh.gateway.conversation.snapshot.Snapshots;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.markdown.Markdown;
import io.quillmesh.schemas.AbortTurn;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.EraseConversation;
import io.quillmesh.schemas.RenameConversation;
import io.quillmesh.schemas.Topics;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EditsTest {
  private final Folding conversation = new Folding();

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
    assertThat(conversation.notice()).contains("VERSION_CONFLICT");
  }

  @Test
  void noEditWhileTheArticleMayBeWritten() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.submit(2), Given.intent(2));

    // When
    conversation.apply(Given.edit(1, "# Paris"));
    assertThat(conversation.notice()).contains("ARTICLE_BUSY");
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
    conversation.apply(Given.rest(1));

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
  void anArticlesTitleFollowsOneRuleWhoeverWroteIt() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    String text = "# " + "Fog over London ".repeat(5) + "\n\nIt rains.";

    // When
    conversation.apply(Given.edit(1, text));
    conversation.apply(Given.edit(2, "It rains, and nobody minds."));

    // Then
    assertThat(conversation.emitted(Topics.INDEX))
        .extracting("title")
        .endsWith(Markdown.title(text), "It rains, and nobody minds.");
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
    assertThat(conversation.cancelled()).containsExactly("ERASED");
    assertThat(conversation.wakeUp).isEqualTo(new Effects.WakeUp.Never());
    Legality.check(conversation.frames);
    assertThat(conversation.emitted(Topics.INDEX).getLast().getErased()).isTrue();
    conversation.apply(Given.submit(4));
    assertThat(conversation.notice()).contains("NOT_FOUND");
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
    assertThat(conversation.notice()).contains("NOT_FOUND");
    assertThat(conversation.cancelled()).isEmpty();
    assertThat(conversation.look(new Owner("bert", ""), null)).isEqualTo(new Lookup.Hidden());
    assertThat(conversation.look(new Owner("anna", "other"), null)).isEqualTo(new Lookup.Hidden());
  }

  @Test
  void nothingIsKeptOfWhoAsksForWhatIsNobodys() {
    conversation.apply(Given.edit(0, "# Paris"), Given.abort(1));

    assertThat(conversation.pieces).isEmpty();
    assertThat(conversation.notice()).contains("NOT_FOUND");
  }

  @Test
  void whatWasWrittenOfAStoppedArticleIsAVersionToGoBackTo() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.submit(2), Given.intent(2), Given.chunk(2, Agents.GENERATOR, 0, 20));

    // When
    conversation.apply(Given.abort(2));

    // Then
    assertThat(conversation.outcome(2)).contains("\"result\":{\"draft\":2}");
    assertThat(article(null).version()).isEqualTo(1);
    assertThat(article(2).markdown()).isEqualTo(Given.ARTICLE.substring(0, 20));
    Legality.check(conversation.frames);
    assertThat(Json.state(conversation.look(null))).isEqualTo(Json.state(conversation.frames));

    // When
    conversation.apply(Given.edit(1, article(2).markdown()), Given.edit(1, article(2).markdown()));

    // Then
    assertThat(conversation.notices).isEmpty();
    assertThat(article(null).version()).isEqualTo(3);
    assertThat(article(null).markdown()).isEqualTo(Given.ARTICLE.substring(0, 20));
  }

  @Test
  void theFirstArticleIsTheDraftWhenItIsStopped() {
    // Given
    conversation.apply(Given.submit(1), Given.intent(1), Given.chunk(1, Agents.GENERATOR, 0, 20));

    // When
    conversation.apply(Given.abort(1));

    // Then
    assertThat(article(null).markdown()).isEqualTo(Given.ARTICLE.substring(0, 20));
    Legality.check(conversation.frames);
    assertThat(Json.state(conversation.look(null))).isEqualTo(Json.state(conversation.frames));
  }

  @Test
  void nothingIsKeptOfAnArticleThatWasNotBegunOrIsWhole() {
    conversation.apply(Given.submit(1), Given.intent(1), Given.abort(1));
    conversation.apply(Given.submit(2), Given.intent(2), Given.article(2), Given.abort(2));

    assertThat(conversation.outcome(1)).doesNotContain("draft");
    assertThat(conversation.outcome(2)).doesNotContain("draft");
    assertThat(article(null).version()).isEqualTo(1);
  }

  private ArticleText article(@Nullable Integer version) {
    return Snapshots.article(conversation.pieces::get, Folding.ID, Folding.ANNA, version)
        .orElseThrow();
  }
}
