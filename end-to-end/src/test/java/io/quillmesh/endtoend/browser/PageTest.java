package io.quillmesh.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.mesh.Mesh;
import io.quillmesh.endtoend.mesh.WithMesh;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person with a browser, from the first message to the second version. */
@WithMesh
@WithBrowser(language = "zh-CN")
class PageTest {

  private final Mesh mesh;
  private final OfflineModel model;

  PageTest(Mesh mesh) {
    this.mesh = mesh;
    model = new OfflineModel(mesh.offlineModel());
  }

  @BeforeEach
  void aModelThatOneCanWatch() {
    model.behaveWell();
    model.delay(Duration.ofMillis(100), Duration.ofMillis(10));
  }

  @AfterEach
  void aModelAsOthersExpectIt() {
    model.behaveWell();
  }

  @Test
  void anArticleIsWrittenBeforeOnesEyesAndWrittenAnewWithATemplate(Page page) {
    page.say("帮我写一篇伦敦游记");

    int first = page.awaitArticleLongerThan(0);
    int second = page.awaitArticleLongerThan(first);
    int third = page.awaitArticleLongerThan(second);
    assertThat(page.version()).as("still being written").isEmpty();
    page.awaitVersion(1);
    String article = page.article();
    assertThat(article).contains("伦敦").hasSizeGreaterThan(third);

    assertThat(page.awaitReply(1)).isNotBlank();
    assertThat(page.saidByThePerson()).containsExactly("帮我写一篇伦敦游记");
    assertThat(page.awaitTemplates()).hasSizeBetween(3, 5);
    assertThat(page.phase()).isNotEmpty();
    page.awaitQuiet();
    assertThat(page.agent("generator")).isEqualTo("done");

    page.awaitTemplates().getFirst().click();

    page.awaitVersion(2);
    assertThat(page.article()).contains("伦敦").isNotEqualTo(article);
    assertThat(page.awaitReply(2)).isNotBlank();
    assertThat(page.saidByThePerson()).hasSize(2);
    assertThat(page.errors()).isEmpty();
  }

  @Test
  void aReloadInMidTurnGoesOnWithTheTurn(Page page) {
    page.say("Help me write a travelogue about London");
    int before = page.awaitArticleLongerThan(0);

    page.reload();

    page.awaitArticleLongerThan(before);
    page.awaitVersion(1);
    assertThat(page.article()).contains("London");
    assertThat(page.awaitReply(1)).isNotBlank();
    assertThat(page.saidByThePerson()).containsExactly("Help me write a travelogue about London");
    assertThat(page.errors()).isEmpty();
  }

  /** The sanitiser removes nothing, and a growing text ends like a text that comes whole. */
  @Test
  void markdownIsShownAsTheTableSays(Page page) throws Exception {
    String table =
        Files.readString(
            Path.of(System.getProperty("quillmesh.root", ".."))
                .resolve("markdown/src/test/resources/io/quillmesh/markdown/dialect.json"));

    assertThat(page.shownOtherwise(table)).isEmpty();
    assertThat(page.errors()).isEmpty();
  }

  @Test
  void thePageForbidsWhatItDoesNotNeed() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(HttpRequest.newBuilder(mesh.gateway()).build(), BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("<title>Quillmesh</title>");
      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .hasValueSatisfying(policy ->
              assertThat(policy)
                  .contains("default-src 'none'", "script-src 'self'")
                  .doesNotContain("unsafe"));
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }
  }
}
