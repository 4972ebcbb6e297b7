package io.quillmesh.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.mesh.Mesh;
import io.quillmesh.endtoend.mesh.WithMesh;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * One person with two browsers, each at a gateway of its own, and the whole mesh behind them: what
 * is done in one is seen in the other.
 */
@WithMesh
class TwoBrowsersTest {
  private final List<URI> gateways;
  private final OfflineModel model;

  TwoBrowsersTest(Mesh mesh) {
    gateways =
        mesh.gateways().stream()
            .map(name -> URI.create("http://localhost:%d/".formatted(mesh.port(name))))
            .toList();
    model = new OfflineModel(mesh.offlineModel());
  }

  @BeforeEach
  void aModelAsOthersExpectIt() {
    model.behaveWell();
  }

  @Test
  void twoBrowsersWriteOneArticle() {
    try (Page one = Page.open(Browser.find().start("zh-CN"), gateways.getFirst())) {
      // Given an article
      one.say("帮我写一篇伦敦游记");
      one.awaitVersion(1);
      one.awaitReply(1);
      one.awaitQuiet();
      try (Page two = sameConversation(one)) {
        two.awaitVersion(1);
        assertThat(two.article()).isEqualTo(one.article());

        // When one edits
        one.press("[data-testid=edit-article]");
        one.await("document.activeElement.id === 'editor'");
        one.driver()
            .switchTo()
            .activeElement()
            .sendKeys(Keys.chord(Keys.CONTROL, Keys.END), "我的最后一句。", Keys.ESCAPE);

        // Then both have the person's version
        one.awaitVersion(2);
        two.awaitVersion(2);
        assertThat(two.article()).endsWith("我的最后一句。").isEqualTo(one.article());

        // When the other one has a passage rewritten
        String before = two.article();
        String passage = two.selectFirstParagraph();
        two.await("!document.querySelector('#passage-bar').hidden");
        two.press("[data-testid=passage-shorten]");

        // Then nothing else has changed, in both
        two.awaitVersion(3);
        one.awaitVersion(3);
        assertThat(one.article()).isEqualTo(two.article()).isNotEqualTo(before);
        int at = before.indexOf(passage);
        assertThat(one.article()).startsWith(before.substring(0, at));
        assertThat(one.article()).endsWith(before.substring(at + passage.length()));
        two.awaitQuiet();

        // When the first one goes back
        one.press("[data-testid=show-versions]");
        one.await("document.querySelector('.version-item[data-version=\"2\"]')");
        one.press(".version-item[data-version='2']");
        one.await("!document.querySelector('[data-testid=versions-restore]').disabled");
        one.press("[data-testid=versions-restore]");

        // Then the other one sees the text from before, and who wrote it
        two.awaitVersion(4);
        assertThat(two.article()).isEqualTo(before);
        two.press("#export summary");
        two.press("[data-testid=provenance]");
        two.await("document.querySelector('#provenance-legend li[data-author=PERSON]')");
        assertThat(two.script("return [...CSS.highlights.get('written-by-person')].join('')"))
            .isEqualTo("我的最后一句。");
        assertThat(one.errors()).isEmpty();
        assertThat(two.errors()).isEmpty();
      }
    }
  }

  /** Another browser of the same person, at the other gateway. */
  private Page sameConversation(Page one) {
    String session = one.script("return localStorage.getItem('quillmesh.session')");
    ChromeDriver driver = Browser.find().start("en");
    Page two = Page.visit(driver, gateways.getLast());
    driver.executeScript("localStorage.setItem('quillmesh.session', arguments[0])", session);
    driver.get(gateways.getLast() + one.address().replaceFirst(".*#", "#"));
    driver.navigate().refresh();
    two.awaitConnected();
    // The first visit ended before its socket was open.
    two.errors();
    return two;
  }
}
