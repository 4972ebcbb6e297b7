package io.quillmesh.endtoend.browser.scripted;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** A test of somebody who writes in the page. The script {@code writing.js} plays the gateway. */
abstract class WriterTest extends ScriptedPageTest {

  @BeforeEach
  void aWriter() {
    page.open();
  }

  static void knows(int version, String markdown) {
    page.run("scripted.writing.knows(arguments[0], arguments[1])", version, markdown);
    page.settle();
  }

  /** Presses where these words are, and the editor is there. */
  static void edit(String words) {
    driver.findElements(By.cssSelector("#article :is(p, li, h2)")).stream()
        .filter(block -> block.getText().contains(words))
        .findFirst()
        .orElseThrow()
        .click();
    page.await("document.activeElement.id === 'editor'");
  }

  static void select(String within, String words) {
    page.run(
        """
        const walker = document.createTreeWalker(document.getElementById(arguments[0]), NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = node.data.indexOf(arguments[1]);
          if (at >= 0) {
            getSelection().setBaseAndExtent(node, at, node, at + arguments[1].length);
            return;
          }
        }
        """,
        within,
        words);
  }

  static WebElement editor() {
    return find("#editor");
  }

  static void type(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  static void compose(String text) {
    driver.executeCdpCommand(
        "Input.imeSetComposition",
        Map.of("text", text, "selectionStart", text.length(), "selectionEnd", text.length()));
  }

  static void press(String testId) {
    find("[data-testid=" + testId + "]").click();
  }

  static List<?> edits() {
    return (List<?>) page.ask("return scripted.writing.edits");
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> lastEdit() {
    return (Map<String, Object>) page.ask("return scripted.writing.edits.at(-1)");
  }
}
