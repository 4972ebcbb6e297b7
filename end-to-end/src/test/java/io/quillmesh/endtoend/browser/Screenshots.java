package io.quillmesh.endtoend.browser;

import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.mesh.Mesh;
import io.quillmesh.endtoend.mesh.WithMesh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Makes the pictures of {@code docs/images} from the running product: {@code ./mesh screenshots}.
 * It asserts nothing, so it is no test, and runs only when it is named.
 */
@WithMesh
class Screenshots {
  private static final Path PICTURES =
      Path.of(System.getProperty("quillmesh.root", "..")).resolve("docs/images");

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
      keep(driver, "writing-zh");
      page.awaitReply(1);
      page.awaitQuiet();
      keep(driver, "written-zh");
      page.press("[data-testid=panel-toggle]");
      keep(driver, "overview-zh");
      page.press("[data-testid=panel-close]");
      page.say("把文章缩短一半");
      page.awaitReply(2);
      page.awaitQuiet();
      page.press("[data-testid=show-versions]");
      page.await("document.querySelector('#versions-compared :is(ins, del)')");
      keep(driver, "versions-zh");
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
      keep(driver, "written-en");
      page.press("[data-testid=edit-article]");
      page.await("document.activeElement.id === 'editor'");
      keep(driver, "editing-en");
      page.press("[data-testid=panel-toggle]");
      screen(driver, 1440, 900, false, "dark");
      keep(driver, "overview-dark-en");
    }
  }

  @Test
  void onAPhone() throws IOException {
    ChromeDriver driver = Browser.find().start("zh-TW");
    screen(driver, 390, 844, true, "light");
    try (Page page = Page.open(driver, mesh.gateway())) {
      keep(driver, "blank-phone-zh-hant");
      page.say("幫我寫一篇倫敦遊記");
      page.awaitReply(1);
      page.awaitQuiet();
      keep(driver, "written-phone-zh-hant");
      page.press("[data-testid=panel-toggle]");
      keep(driver, "overview-phone-zh-hant");
    }
  }

  private static void screen(
      ChromeDriver driver, int width, int height, boolean phone, String colours) {
    Browser.resize(driver, width, height, phone);
    Browser.prefer(driver, colours, false);
  }

  private static void keep(ChromeDriver driver, String name) throws IOException {
    driver.executeAsyncScript(
        "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))");
    Files.createDirectories(PICTURES);
    Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }
}
