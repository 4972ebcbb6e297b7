package io.quillmesh.endtoend.browser.scripted;

import io.quillmesh.endtoend.browser.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * A test of the page without a mesh: a script plays the gateway. It begins on a desk, in English.
 */
abstract class ScriptedPageTest {
  static ScriptedPage page;
  static ChromeDriver driver;

  @BeforeAll
  static void openABrowser() {
    driver = Browser.find().start("en");
    page = new ScriptedPage(driver);
  }

  @AfterAll
  static void closeIt() {
    if (page != null) {
      page.close();
    }
  }

  @BeforeEach
  void aDesk() {
    page.speaks("en");
    page.size(1280, 800, false);
    page.prefers("light", false);
  }
}
