package io.quillmesh.endtoend.browser;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page as a person sees it. */
final class Page implements AutoCloseable {

  /** A turn takes seconds; a busy machine makes it a minute. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Duration GLANCE = Duration.ofMillis(50);

  private final ChromeDriver driver;

  private Page(ChromeDriver driver) {
    this.driver = driver;
  }

  static Page open(ChromeDriver driver, URI address) {
    Page page = new Page(driver);
    try {
      driver.get(address.toString());
      page.awaitConnected();
      return page;
    } catch (RuntimeException e) {
      driver.quit();
      throw e;
    }
  }

  ChromeDriver driver() {
    return driver;
  }

  void awaitConnected() {
    await("the connection", () -> "open".equals(data("connection", "state")));
  }

  /** Writes a message and presses Enter. */
  void say(String message) {
    find("message-input").sendKeys(message + Keys.ENTER);
  }

  /** What the article's pane shows now. */
  String article() {
    return text("article");
  }

  /**
   * The version that the article's pane shows; empty while one is being written, or there is none.
   */
  String version() {
    return data("article-version", "version");
  }

  /** Returns when the article is longer than it was, with its length now. */
  int awaitArticleLongerThan(int length) {
    await("an article longer than " + length, () -> article().length() > length);
    return article().length();
  }

  void awaitVersion(int version) {
    await("version " + version, () -> version().equals(Integer.toString(version)));
  }

  /** Returns when this many replies are complete, with the newest. */
  String awaitReply(int count) {
    String complete = "[data-testid=reply][data-status=done] .said";
    await("reply " + count, () -> driver.findElements(By.cssSelector(complete)).size() >= count);
    return driver.findElements(By.cssSelector(complete)).getLast().getText();
  }

  /** Returns when no turn runs. */
  void awaitQuiet() {
    await("the turn's end", () -> !find("stop").isDisplayed());
  }

  /** The buttons that choose a template, once there are any. */
  List<WebElement> awaitTemplates() {
    By templates = By.cssSelector("[data-testid=choice][data-intent=CHOOSE_TEMPLATE]");
    await("templates to choose from", () -> !driver.findElements(templates).isEmpty());
    return driver.findElements(templates);
  }

  /** One of {@code idle, waiting, working, done, failed}. */
  String agent(String name) {
    return data("agent-" + name, "status");
  }

  /** The phase's name in the protocol. */
  String phase() {
    return data("phase", "phase");
  }

  List<String> saidByThePerson() {
    return driver.findElements(By.cssSelector("[data-testid=user-message] .said")).stream()
        .map(WebElement::getText)
        .toList();
  }

  /** What went wrong in the browser: scripts' errors, and what the content policy kept out. */
  List<String> errors() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  void reload() {
    driver.navigate().refresh();
    awaitConnected();
  }

  @Override
  public void close() {
    driver.quit();
  }

  private void await(String what, Supplier<Boolean> condition) {
    new WebDriverWait(driver, PATIENCE, GLANCE)
        .withMessage(
            () -> what + "; the page shows:\n" + driver.findElement(By.tagName("main")).getText())
        .until(_ -> condition.get());
  }

  private WebElement find(String testId) {
    return driver.findElement(By.cssSelector("[data-testid=" + testId + "]"));
  }

  /** Read in one step: the nodes of a text that is being written come and go. */
  private String text(String testId) {
    return script(
        "return document.querySelector(`[data-testid=${arguments[0]}]`).textContent", testId);
  }

  private String data(String testId, String name) {
    return script(
        "return document.querySelector(`[data-testid=${arguments[0]}]`).dataset[arguments[1]] ?? ''",
        testId,
        name);
  }

  private String script(String script, Object... arguments) {
    return Objects.toString(driver.executeScript(script, arguments), "");
  }
}
