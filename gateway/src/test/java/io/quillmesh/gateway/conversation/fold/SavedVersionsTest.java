package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.article.ArticleVersions.Version;
import io.quillmesh.schemas.Author;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Versions that a person saves: in one sitting, or beside an article that has changed. */
class SavedVersionsTest {
  private final Folding conversation = new Folding();

  @Test
  void savesOfOneSittingAreOneVersion() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.edit(1, "# Paris"));
    int frames = conversation.frames.size();

    // When
    conversation.now = conversation.now.plus(Duration.ofMinutes(10));
    conversation.apply(Given.edit(2, "# Paris\n\nRain"));
    conversation.apply(Given.edit(3, "# Paris\n\nRain."));

    // Then each was shown, and the last one is kept
    assertThat(Json.types(conversation.frames.subList(frames, conversation.frames.size())))
        .containsExactly(
            "RUN_STARTED",
            "STATE_DELTA",
            "RUN_FINISHED",
            "RUN_STARTED",
            "STATE_DELTA",
            "RUN_FINISHED");
    assertThat(versions()).extracting(Version::version).containsExactly(4, 1);
    assertThat(versions()).extracting(Version::base).containsExactly(1, 0);
    assertThat(conversation.versions().info(3)).isNull();
    assertThat(conversation.versions().text(3)).isNull();
    assertThat(conversation.versions().text(4)).isEqualTo("# Paris\n\nRain.");
    conversation.checkClients();

    // When the last save is sent again, and when the sitting has lasted for too long
    conversation.apply(Given.edit(3, "# Paris\n\nRain."));
    conversation.now = conversation.now.plusMillis(1);
    conversation.apply(Given.edit(4, "# Paris\n\nRain. Tea."));

    // Then
    assertThat(conversation.notices).isEmpty();
    assertThat(versions()).extracting(Version::version).containsExactly(5, 4, 1);
  }

  @Test
  void aTurnEndsASitting() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.edit(1, "# Paris"));

    // When an agent works with the edited version, and leaves it
    conversation.apply(Given.submit(2), Given.intent(2), Given.unchanged(2));
    conversation.apply(Given.edit(2, "# Paris\n\nRain."));
    conversation.apply(Given.edit(3, "# Paris\n\nRain. Tea."));
    conversation.apply(Given.context(2), Given.phase(2), Given.reply(2));

    // Then the turn's article is still there
    assertThat(conversation.lastTurn().getTurn().getArticle())
        .hasFieldOrPropertyWithValue("version", 2);
    assertThat(versions()).extracting(Version::version).containsExactly(4, 2, 1);
    assertThat(versions()).extracting(Version::base).containsExactly(2, 1, 0);
    conversation.checkClients();
  }

  @Test
  void nothingThatAnotherVersionWasMadeFromIsReplaced() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.edit(1, "# Paris"), Given.restore(2, 1), Given.restore(3, 2));

    // When
    conversation.apply(Given.edit(4, "# Rome"));

    // Then
    assertThat(versions()).extracting(Version::version).containsExactly(5, 4, 3, 2, 1);
    assertThat(versions()).extracting(Version::base).containsExactly(4, 2, 1, 1, 0);
  }

  @Test
  void aVersionThatIsNotTheNewestIsNotReplaced() {
    // Given a version that another tab has not seen
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.edit(1, "# Paris"), Given.editToKeep(1, "# Rome"));

    // When
    conversation.apply(Given.edit(2, "# Paris\n\nRain."));

    // Then
    assertThat(versions()).extracting(Version::version).containsExactly(4, 3, 2, 1);
    assertThat(versions()).extracting(Version::base).containsExactly(2, 1, 1, 0);
  }

  @Test
  void anEditOfAnOldVersionIsKeptBesideTheArticle() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.wholeTurn(2));
    int frames = conversation.frames.size();

    // When it comes, and comes again
    conversation.apply(Given.editToKeep(1, "# Mine"));
    conversation.apply(Given.editToKeep(1, "# Mine"));

    // Then
    assertThat(conversation.frames).hasSize(frames);
    assertThat(conversation.notices)
        .hasSize(2)
        .allSatisfy(notice -> {
          assertThat(notice.connectionId()).isEqualTo("connection");
          assertThat(Json.of(notice.frame()).at("/name").asString()).isEqualTo("quillmesh.aside");
          assertThat(Json.of(notice.frame()).at("/value").toString())
              .contains("\"version\":3", "\"baseVersion\":1", "\"currentVersion\":2");
        });
    Version kept = versions().getFirst();
    assertThat(kept.version()).isEqualTo(3);
    assertThat(kept.base()).isEqualTo(1);
    assertThat(kept.aside()).isTrue();
    assertThat(kept.author()).isEqualTo(Author.PERSON);
    assertThat(conversation.versions().page(null, 1).current()).isEqualTo(2);
    conversation.checkClients();

    // When it is chosen
    conversation.apply(Given.restore(2, 3));

    // Then
    assertThat(conversation.versions().page(null, 1).current()).isEqualTo(4);
    assertThat(conversation.versions().text(4)).isEqualTo("# Mine");
    assertThat(versions().getFirst().aside()).isNull();
  }

  @Test
  void anEditThatWasTakenAndIsSentAgainLaterIsNotKeptTwice() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.editToKeep(1, "# Mine"));
    conversation.apply(Given.wholeTurn(2));

    // When
    conversation.apply(Given.editToKeep(1, "# Mine"));

    // Then
    assertThat(versions()).extracting(Version::version).containsExactly(3, 2, 1);
    assertThat(conversation.notice()).contains("quillmesh.aside", "\"version\":2");
  }

  @Test
  void anEditOfAVersionThatASaveReplacedIsMadeFromWhatWasBeforeBoth() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.edit(1, "# One"), Given.edit(2, "# Two"), Given.edit(3, "# Three"));

    // When
    conversation.apply(Given.editToKeep(2, "# Other"));

    // Then
    assertThat(versions()).extracting(Version::version).containsExactly(5, 4, 1);
    assertThat(versions()).extracting(Version::base).containsExactly(1, 1, 0);
  }

  @Test
  void noEditIsKeptWhileTheGeneratorWorksNorOfAVersionThatNeverWas() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.editToKeep(7, "# Mine"));
    assertThat(conversation.notice()).contains("VERSION_CONFLICT");
    conversation.apply(Given.submit(2), Given.intent(2));

    // When
    conversation.apply(Given.editToKeep(0, "# Mine"));
    assertThat(conversation.notice()).contains("ARTICLE_BUSY");
    conversation.apply(Given.restore(1, 1));

    // Then
    assertThat(conversation.notice()).contains("ARTICLE_BUSY");
    assertThat(versions()).hasSize(1);
  }

  private List<Version> versions() {
    return conversation.versions().page(null, 100).versions();
  }
}
