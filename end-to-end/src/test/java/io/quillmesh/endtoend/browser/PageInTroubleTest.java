package io.quillmesh.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.mesh.Mesh;
import io.quillmesh.endtoend.mesh.WithMesh;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Problems around the page: links, clocks, storage, impatient hands. Most of them are tested
 * without a browser. These tests need one.
 */
@WithMesh
@WithBrowser(language = "en-GB")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PageInTroubleTest {

  private static final String TEN_YEARS_AHEAD =
      """
      const real = Date;
      const ahead = 10 * 365 * 24 * 3600 * 1000;
      globalThis.Date = class extends real {
        constructor(...parts) { parts.length === 0 ? super(real.now() + ahead) : super(...parts); }
        static now() { return real.now() + ahead; }
      };
      """;

  private static final String NO_STORAGE =
      """
      for (const area of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, area, {
          get() { throw new DOMException('Access is denied for this document.', 'SecurityError'); },
        });
      }
      """;

  private final Mesh mesh;

  PageInTroubleTest(Mesh mesh) {
    this.mesh = mesh;
  }

  @BeforeEach
  void aQuickModel() {
    new OfflineModel(mesh.offlineModel()).behaveWell();
  }

  private static ChromeDriver browser() {
    return Browser.find().start("en-GB");
  }

  @Test
  void theFirstMessageOfAVisitOnASlowLinkArrivesOnce() throws Exception {
    try (Link link = Link.to(mesh.gateway(), Duration.ofMillis(300));
        Page page = Page.visit(browser(), link.uri())) {
      page.say("What can you do?");

      assertThat(page.awaitReply(1)).isNotBlank();
      page.awaitQuiet();
      assertThat(page.saidByThePerson()).containsExactly("What can you do?");
    }
  }

  @Test
  void whatIsPressedAndTypedIsNeitherDoubledNorLostNorAnotherPersons(Page page) {
    String starter = page.doubleClickStarter();
    page.type("half a sen");
    page.beforeScripts(TEN_YEARS_AHEAD);

    page.reload();

    assertThat(page.typed()).isEqualTo("half a sen");
    assertThat(page.awaitReply(1)).isNotBlank();
    page.awaitQuiet();
    assertThat(page.saidByThePerson()).containsExactly(starter);
    assertThat(page.notices()).isEmpty();
    assertThat(page.errors()).isEmpty();
  }

  @Test
  void aBrowserThatKeepsNothingServesForThisVisitAndThatIsSaidOnce() {
    try (Page page = Page.visit(browser(), URI.create("about:blank"))) {
      page.beforeScripts(NO_STORAGE);
      page.driver().get(mesh.gateway().toString());
      page.awaitConnected();

      page.say("What can you do?");

      assertThat(page.awaitReply(1)).isNotBlank();
      assertThat(page.notices()).singleElement().asString().contains("keeps nothing");
      assertThat(page.errors()).isEmpty();
    }
  }

  @Test
  void backLeavesThePageAlsoOverAConversationThatWasErased() {
    try (Page page = Page.visit(browser(), URI.create("about:blank"))) {
      page.driver().get(mesh.gateway().toString());
      page.awaitConnected();
      String erased = page.address();
      page.newConversation();
      page.erase(erased.substring(erased.indexOf('#') + 1));

      page.driver().navigate().back();
      page.awaitNotice();
      page.awaitConnected();
      assertThat(page.address()).isNotEqualTo(erased);
      page.driver().navigate().back();

      assertThat(page.address()).isEqualTo("about:blank");
    }
  }

  /** It takes as long as the page waits. */
  @Test
  @Tag("long")
  void aPathThatDropsEverythingSilentlyIsNoticedAndLeft() throws Exception {
    try (Link link = Link.to(mesh.gateway(), Duration.ZERO);
        Page page = Page.open(browser(), link.uri())) {
      link.fallSilent();
      page.awaitDisconnected();
      page.say("What can you do?");
      link.recover();

      assertThat(page.awaitReply(1)).isNotBlank();
      assertThat(page.saidByThePerson()).containsExactly("What can you do?");
    }
  }
}
