package io.quillmesh.endtoend.browser;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page as a person sees it. */
final class Page implements AutoCloseable {

  /** A turn takes seconds, on a busy machine a minute. */
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

  /** Opens the page and waits for nothing. */
  static Page visit(ChromeDriver driver, URI address) {
    Page page = new Page(driver);
    try {
      driver.get(address.toString());
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

  /** Writes a message and presses the button: on a phone, Enter is a new line. */
  void sayByButton(String message) {
    type(message);
    find("send").click();
  }

  /** Types a message without sending it. */
  void type(String text) {
    find("message-input").sendKeys(text);
  }

  /** The typed text that is not sent. */
  String typed() {
    return Objects.toString(find("message-input").getDomProperty("value"), "");
  }

  /** Double-clicks the first of the suggested beginnings, and returns its text. */
  String doubleClickStarter() {
    WebElement starter = find("starter");
    String text = starter.getText();
    new Actions(driver).doubleClick(starter).perform();
    return text;
  }

  void newConversation() {
    String before = address();
    find("new-conversation").click();
    await(
        "another conversation",
        () -> address().matches(".*#[-0-9a-f]{36}") && !address().equals(before));
    awaitConnected();
  }

  /** Presses what a selector finds. */
  void press(String selector) {
    driver.findElement(By.cssSelector(selector)).click();
  }

  /** Waits until this is true in the page. */
  void await(String condition) {
    await(condition, () -> script("return Boolean(" + condition + ")").equals("true"));
  }

  String address() {
    return Objects.toString(driver.getCurrentUrl(), "");
  }

  /** The page's notices. */
  List<String> notices() {
    return driver.findElements(By.cssSelector("[data-testid=notice]")).stream()
        .map(WebElement::getText)
        .toList();
  }

  void awaitNotice() {
    await("a notice", () -> !notices().isEmpty());
  }

  void awaitDisconnected() {
    await("that the connection is missed", () -> !"open".equals(data("connection", "state")));
  }

  /** Erases one of the person's conversations, like another client of this person. */
  void erase(String conversationId) {
    driver.executeAsyncScript(
        """
        const [id, done] = arguments;
        const { token } = JSON.parse(localStorage.getItem('quillmesh.session'));
        fetch(`/v1/conversations/${id}`, { method: 'DELETE', headers: { Authorization: `Bearer ${token}` } })
          .then(done, done);
        """,
        conversationId);
  }

  /** Runs a script before the page's own scripts, from the next load on. */
  void beforeScripts(String script) {
    driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
  }

  /** What the article's pane shows now. */
  String article() {
    return text("article");
  }

  /** Selects the article's first paragraph, and returns it. */
  String selectFirstParagraph() {
    return script(
        """
        const paragraph = document.querySelector('#article p');
        getSelection().selectAllChildren(paragraph);
        return paragraph.textContent;
        """);
  }

  /** The version in the article's pane; empty if there is none, or while one is being written. */
  String version() {
    return data("article-version", "version");
  }

  /** Waits until the article is longer than before, and returns its length. */
  int awaitArticleLongerThan(int length) {
    await("an article longer than " + length, () -> article().length() > length);
    return article().length();
  }

  void awaitVersion(int version) {
    await("version " + version, () -> version().equals(Integer.toString(version)));
  }

  /** Waits until this many replies are complete, and returns the newest. */
  String awaitReply(int count) {
    String complete = "[data-testid=reply][data-status=done] .said";
    await("reply " + count, () -> driver.findElements(By.cssSelector(complete)).size() >= count);
    return driver.findElements(By.cssSelector(complete)).getLast().getText();
  }

  /** Waits until these declared agents have answered. */
  List<AnswerCard> awaitAnswers(List<String> agents) {
    await(
        "answers of " + agents,
        () -> {
          var shown = driver.findElements(By.cssSelector("[data-testid=answer][data-status=done]"));
          return shown.size() == agents.size();
        });
    return agents.stream().map(agent -> new AnswerCard(driver, agent)).toList();
  }

  /** What is cut off or lies over something else. */
  List<?> cutOff() {
    return (List<?>) Objects.requireNonNull(driver.executeScript(PageScripts.read("cut.js")));
  }

  /** Returns when no turn runs. */
  void awaitQuiet() {
    await("the turn's end", () -> !find("stop").isDisplayed());
  }

  /** The buttons that choose a template, as soon as there are any. */
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

  /**
   * Shows each text of a table of Markdown as it grows, and returns those that do not become the
   * HTML of the table.
   */
  @SuppressWarnings("unchecked")
  List<String> shownOtherwise(String table) {
    String script =
        """
        const [table, done] = arguments;
        const normal = (html) => {
          const { body } = new DOMParser().parseFromString(html, 'text/html');
          // prose.mjs fits it into the page.
          body.querySelectorAll('*').forEach((it) => ['target', 'rel', 'dir'].forEach((name) => it.removeAttribute(name)));
          body.querySelectorAll('div.table').forEach((scroller) => scroller.replaceWith(...scroller.childNodes));
          body.querySelectorAll('[data-level]').forEach((heading) => {
            const written = document.createElement(`h${heading.dataset.level}`);
            written.append(...heading.childNodes);
            heading.replaceWith(written);
          });
          return body.innerHTML.replace(/>\\n+</g, '><').trim();
        };
        import('/text/markdown.mjs').then(({ showMarkdown }) => JSON.parse(table).flatMap(({ markdown, html }) => {
          const element = document.createElement('div');
          for (let end = 0; end < markdown.length; end += 3) {
            showMarkdown(element, markdown.slice(0, end));
          }
          showMarkdown(element, markdown);
          const shown = normal(element.innerHTML);
          return shown === normal(html) ? [] : [`${markdown}\\n became\\n${shown}`];
        })).then(done, (error) => done([String(error)]));
        """;
    return (List<String>) Objects.requireNonNull(driver.executeAsyncScript(script, table));
  }

  /** The problems in the browser: errors of scripts, and what the content policy blocked. */
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

  /** Read in one step, because the nodes of a growing text come and go. */
  private String text(String testId) {
    return script(
        "return document.querySelector(`[data-testid=${arguments[0]}]`).textContent", testId);
  }

  private String data(String testId, String name) {
    return script(
        "return document.querySelector(`[data-testid=${arguments[0]}]`).dataset[arguments[1]] ??"
            + " ''",
        testId,
        name);
  }

  /** The result of a script; empty if there is none. */
  String script(String script, Object... arguments) {
    return Objects.toString(driver.executeScript(script, arguments), "");
  }
}
