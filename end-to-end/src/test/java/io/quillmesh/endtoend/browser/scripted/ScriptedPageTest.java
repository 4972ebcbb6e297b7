package io.quillmesh.endtoend.browser.scripted;

import io.quillmesh.endtoend.browser.Browser;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * A test of the page without a mesh: a script plays the gateway. It begins on a desk, in English,
 * and the browser has kept nothing.
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
    page.forget();
    page.speaks("en");
    page.size(1280, 800, false);
    page.prefers("light", false);
  }

  static WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  static String text(String selector) {
    return find(selector).getText();
  }

  /** Of what is shown, also if it has to be scrolled to. */
  static List<String> texts(String selector) {
    return stripped(
        "return [...document.querySelectorAll(arguments[0])].filter((one) => one.getClientRects().length > 0).map((one) => one.innerText)",
        selector);
  }

  /** Also of what is drawn, or only heard. */
  static List<String> contents(String selector) {
    return stripped(
        "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent)",
        selector);
  }

  private static List<String> stripped(String script, String selector) {
    return page.list(script, selector).stream().map(String::strip).toList();
  }

  /** From now on listens to what a screen reader would say. */
  static void hear() {
    page.run(
        """
        globalThis.heard = [];
        new MutationObserver((changes) => heard.push(...changes.flatMap(({ addedNodes }) => [...addedNodes].map((node) => node.textContent))))
          .observe(document.getElementById('announcer'), { childList: true, subtree: true });
        """);
  }

  /** What it has said since the last question. */
  static List<String> heard() {
    return page.list("return heard.splice(0)");
  }
}
