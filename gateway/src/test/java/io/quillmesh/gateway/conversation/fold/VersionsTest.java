package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.article.ArticleVersions.Version;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.versions.VersionReader;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.EraseConversation;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.Recognition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How versions of the article come about, and how they are listed. */
class VersionsTest {
  private final Folding conversation = new Folding();

  @Test
  void anAgentsVersionSaysHowItCameAbout() {
    // Given
    String message = "雾".repeat(199) + "🌊 and more";

    // When
    conversation.apply(Given.command(Given.message(1, message)));
    conversation.apply(Given.rest(1));

    // Then
    Version first = versions().getFirst();
    assertThat(first.version()).isEqualTo(1);
    assertThat(first.author()).isEqualTo(Author.AGENT);
    assertThat(first.base()).isZero();
    assertThat(first.createdAt()).isEqualTo(conversation.now);
    assertThat(first.title()).isEqualTo("London");
    assertThat(first.size().count()).isPositive();
    assertThat(first.agent()).isEqualTo(Agents.GENERATOR);
    assertThat(first.model()).isEqualTo("offline-generator");
    assertThat(first.promptHash()).isEqualTo("hash-of-generator");
    assertThat(first.promptVariant()).isNull();
    assertThat(first.runId()).isEqualTo(Given.turnId(1));
    assertThat(first.messageId()).isEqualTo("message-1");
    // No character is cut.
    assertThat(first.message()).isEqualTo("雾".repeat(199));
    assertThat(first.restored()).isNull();
    assertThat(first.aside()).isNull();
  }

  @Test
  void aRevisionIsMadeFromTheArticleBeforeTheTurnAndANewTextFromNone() {
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.edit(1, "# Paris"));
    conversation.apply(Given.submit(2), Given.intent(2), Given.revised(2, "# Paris\n\nRain."));
    conversation.apply(Given.context(2), Given.phase(2), Given.reply(2));
    conversation.apply(Given.wholeTurn(3));

    assertThat(versions()).extracting(Version::version).containsExactly(4, 3, 2, 1);
    assertThat(versions()).extracting(Version::base).containsExactly(0, 2, 1, 0);
    assertThat(versions())
        .extracting(Version::author)
        .containsExactly(Author.AGENT, Author.AGENT, Author.PERSON, Author.AGENT);
  }

  @Test
  void theDraftOfAStoppedTurnIsMadeFromWhatItWasToChange() {
    // Given
    conversation.apply(Given.wholeTurn(1));

    // When
    conversation.apply(Given.submit(2), intent(2, Intent.REVISE_CONTENT));
    conversation.apply(Given.chunk(2, Agents.GENERATOR, 0, 20), Given.abort(2));
    conversation.apply(Given.submit(3), intent(3, Intent.GENERATE_ARTICLE));
    conversation.apply(Given.chunk(3, Agents.GENERATOR, 0, 20), Given.abort(3));

    // Then
    assertThat(versions()).extracting(Version::base).containsExactly(0, 1, 0);
    assertThat(versions().getFirst().unfinished()).isTrue();
    assertThat(versions().getFirst().agent()).isEqualTo(Agents.GENERATOR);
    assertThat(versions().getFirst().model()).isNull();
    assertThat(conversation.versions().page(null, 100).current()).isEqualTo(1);
  }

  @Test
  void aRestoreIsANewVersionOfTheOldText() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.edit(1, "# Paris"));
    int shown = conversation.frames.size();

    // When it is asked for twice
    Input restore = Given.restore(2, 1);
    conversation.apply(restore);
    conversation.apply(restore);

    // Then
    assertThat(conversation.notices).isEmpty();
    assertThat(Json.types(conversation.frames.subList(shown, conversation.frames.size())))
        .containsExactly("RUN_STARTED", "STATE_DELTA", "RUN_FINISHED");
    assertThat(conversation.state().at("/article/markdown").asString()).isEqualTo(Given.ARTICLE);
    assertThat(conversation.state().at("/article/version").asInt()).isEqualTo(3);
    Version restored = versions().getFirst();
    assertThat(restored.restored()).isEqualTo(1);
    assertThat(restored.base()).isEqualTo(1);
    assertThat(restored.author()).isEqualTo(Author.AGENT);
    assertThat(restored.model()).isEqualTo("offline-generator");
    conversation.checkClients();
  }

  @Test
  void aRestoreNamesTheArticleAndAVersion() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.edit(1, "# Paris"));

    // When, Then
    conversation.apply(Given.restore(1, 1));
    assertThat(conversation.notice()).contains("VERSION_CONFLICT");
    conversation.apply(Given.restore(2, 9));
    assertThat(conversation.notice()).contains("NO_SUCH_VERSION");
    assertThat(versions()).hasSize(2);
  }

  @Test
  void theListComesInPages() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    for (int i = 0; i < 3; i++) {
      conversation.now = conversation.now.plus(Duration.ofMinutes(11));
      int newest = versions().getFirst().version();
      conversation.apply(
          Given.edit(newest, "# Day " + i), Given.edit(newest + 1, "# Evening " + i));
    }

    // When, Then
    assertThat(conversation.versions().page(null, 2).versions())
        .extracting(Version::version)
        .containsExactly(7, 5);
    assertThat(conversation.versions().page(null, 2).more()).isTrue();
    assertThat(conversation.versions().page(5, 2).versions())
        .extracting(Version::version)
        .containsExactly(3, 1);
    assertThat(conversation.versions().page(5, 2).more()).isFalse();
    assertThat(conversation.versions().page(5, 2).current()).isEqualTo(7);
    assertThat(conversation.versions().page(1, 2).versions()).isEmpty();
    assertThat(conversation.versions().page(99, 1).versions())
        .extracting(Version::version)
        .containsExactly(7);
  }

  @Test
  void versionsOfAnEarlierReleaseAreListed() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.edit(1, "# Paris"));
    conversation.pieces.keySet().removeIf(key -> key.contains("/v/"));

    // When
    List<Version> before = versions();
    conversation.apply(Given.edit(1, "# Paris"));
    conversation.apply(Given.edit(2, "# Rome"));

    // Then
    assertThat(before).extracting(Version::base).containsExactly(1, 0);
    assertThat(before.getFirst().createdAt()).isNull();
    assertThat(before.getFirst().size().count()).isEqualTo(1);
    assertThat(conversation.notices).isEmpty();
    assertThat(versions()).extracting(Version::version).containsExactly(3, 2, 1);
  }

  @Test
  void nothingIsLeftOfAnErasedConversation() {
    // Given
    conversation.apply(Given.wholeTurn(1));

    // When
    conversation.apply(Given.command(new EraseConversation("")));

    // Then
    assertThat(conversation.pieces).containsOnlyKeys(Keys.header(Folding.ID));
    assertThat(VersionReader.of(conversation.pieces::get, Folding.ID, Folding.ANNA)).isEmpty();
  }

  private static Input intent(int number, Intent intent) {
    IntentRecognized usual = ((Input.Intent) Given.intent(number)).event();
    return new Input.Intent(
        IntentRecognized.newBuilder(usual)
            .setRecognition(
                Recognition.newBuilder(usual.getRecognition()).setIntent(intent).build())
            .build());
  }

  private List<Version> versions() {
    return conversation.versions().page(null, 100).versions();
  }
}
