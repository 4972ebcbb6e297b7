package io.quillmesh.endtoend.browser;

import java.util.List;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** What one declared agent has answered, as the page shows it. */
record AnswerCard(ChromeDriver driver, String agent) {

  /** Who answered, in the language of the page. */
  String label() {
    return texts(".answer-label").getFirst();
  }

  /** The texts of the elements that match, also of those that have to be scrolled to. */
  List<String> texts(String selector) {
    return each(selector, "innerText");
  }

  /** A property of the elements that match. */
  List<String> each(String selector, String property) {
    var found =
        (List<?>)
            Objects.requireNonNull(
                driver.executeScript(
                    """
                    const [selector, path] = arguments;
                    return [...document.querySelectorAll(selector)].map((one) =>
                      path.split('.').reduce((value, name) => value[name], one));
                    """,
                    selector(selector),
                    property));
    return found.stream().map(Objects::toString).map(String::strip).toList();
  }

  /** Presses the first element that matches. */
  void press(String selector) {
    driver.findElement(By.cssSelector(selector(selector))).click();
  }

  private String selector(String within) {
    return "#answer-%s %s".formatted(agent, within);
  }
}
