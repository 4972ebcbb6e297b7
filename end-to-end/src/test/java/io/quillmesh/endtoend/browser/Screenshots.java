package io.quillmesh.endtoend.browser;

import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.mesh.Mesh;
import io.quillmesh.endtoend.mesh.WithMesh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Makes the pictures of {@code docs/images} from the running product: {@code ./mesh screenshots}.
 * It asserts nothing, so it is no test, and runs only when it is named.
 */
@WithMesh
class Screenshots {
  private static final Path PICTURES =
      Path.of(System.getProperty("quillmesh.root", "..")).resolve("docs/images");

  private static final int QUALITY = 90;

  private final Mesh mesh;
  private final OfflineModel model;

  Screenshots(Mesh mesh) {
    this.mesh = mesh;
    model = new OfflineModel(mesh.offlineModel());
  }

  @BeforeEach
  void aModelThatOneCanWatch() {
    model.behaveWell();
    model.delay(Duration.ofMillis(50), Duration.ofMillis(10));
  }

  @AfterEach
  void aModelAsOthersExpectIt() {
    model.behaveWell();
  }

  @Test
  void onADeskInChinese() throws IOException {
    ChromeDriver driver = Browser.find().start("zh-CN");
    screen(driver, 1440, 900, false, "light");
    try (Page page = Page.open(driver, mesh.gateway())) {
      page.say("帮我写一篇伦敦游记");
      page.awaitArticleLongerThan(200);
      keep(page, "writing-zh");
      page.awaitReply(1);
      page.awaitQuiet();
      toTop(page);
      page.press("[data-testid=panel-toggle]");
      keep(page, "overview-zh");
      page.press("[data-testid=panel-close]");
      page.say("把文章缩短一半");
      page.awaitReply(2);
      page.awaitQuiet();
      page.press("[data-testid=show-versions]");
      page.await("document.querySelector('#versions-compared :is(ins, del)')");
      keep(page, "versions-zh");
    }
  }

  @Test
  void onADeskInEnglish() throws IOException {
    ChromeDriver driver = Browser.find().start("en");
    screen(driver, 1440, 900, false, "light");
    try (Page page = Page.open(driver, mesh.gateway())) {
      page.say("Help me write a travelogue about London");
      page.awaitReply(1);
      page.awaitQuiet();
      toTop(page);
      page.selectFirstParagraph();
      page.await("!document.querySelector('#passage-bar').hidden");
      keep(page, "passage-en");
      page.press("[data-testid=edit-article]");
      page.await("document.activeElement.id === 'editor'");
      keep(page, "editing-en");
      page.press("[data-testid=panel-toggle]");
      screen(driver, 1440, 900, false, "dark");
      keep(page, "overview-dark-en");
    }
  }

  @Test
  void onAPhone() throws IOException {
    ChromeDriver driver = Browser.find().start("zh-TW");
    screen(driver, 390, 844, true, "light");
    try (Page page = Page.open(driver, mesh.gateway())) {
      keep(page, "blank-phone-zh-hant");
      page.sayByButton("幫我寫一篇倫敦遊記");
      page.awaitReply(1);
      page.awaitQuiet();
      toTop(page);
      keep(page, "written-phone-zh-hant");
      page.press("[data-testid=panel-toggle]");
      keep(page, "overview-phone-zh-hant");
    }
  }

  /** The pane has followed the text. */
  private static void toTop(Page page) {
    page.script("document.getElementById('article-pane').scrollTop = 0");
  }

  private static void screen(
      ChromeDriver driver, int width, int height, boolean phone, String colours) {
    Browser.resize(driver, width, height, phone);
    Browser.prefer(driver, colours, false);
  }

  /** As WebP: as sharp as PNG to the eye, and a quarter of its size. */
  private static void keep(Page page, String name) throws IOException {
    ChromeDriver driver = page.driver();
    driver.executeAsyncScript(
        "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))");
    var picture =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("format", "webp", "quality", QUALITY));
    Files.createDirectories(PICTURES);
    Files.write(
        PICTURES.resolve(name + ".webp"),
        Base64.getDecoder().decode(String.valueOf(picture.get("data"))));
  }
}
