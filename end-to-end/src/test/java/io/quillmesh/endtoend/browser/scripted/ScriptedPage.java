package io.quillmesh.endtoend.browser.scripted;

import static java.util.Objects.requireNonNull;

import io.quillmesh.endtoend.browser.Browser;
import io.quillmesh.endtoend.browser.PageScripts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page without a mesh: a {@link PageServer} has its files, and a script plays the gateway. */
final class ScriptedPage implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration GLANCE = Duration.ofMillis(20);

  private final ChromeDriver driver;
  private final PageServer server = new PageServer();

  ScriptedPage(ChromeDriver driver) {
    this.driver = driver;
    for (String script :
        List.of("scripted-gateway.js", "states.js", "panel-states.js", "writing.js")) {
      devTools("Page.addScriptToEvaluateOnNewDocument", Map.of("source", PageScripts.read(script)));
    }
  }

  /** Shows one of the states, independently of the one before. */
  void show(String state) {
    run("scripted.show(scripted.states[arguments[0]])", state);
    settle();
  }

  /** Opens a new page that is connected and knows nothing. */
  void open() {
    driver.get("about:blank");
    driver.get(server.address());
    new WebDriverWait(driver, PATIENCE, GLANCE)
        .withMessage("The page has no open socket")
        .until(_ -> isConnected() || loadAgainIfTheNetworkChanged());
    settle();
  }

  private boolean isConnected() {
    return ask("return scripted.sockets.at(-1)?.readyState === 1").equals(true);
  }

  /**
   * Chromium gives up what it loads when the machine gets a network, as it does for a container.
   */
  private boolean loadAgainIfTheNetworkChanged() {
    if (logged().stream().anyMatch(line -> line.contains("ERR_NETWORK_CHANGED"))) {
      driver.get(server.address());
    }
    return false;
  }

  /** The next page is the first one of its visitor. */
  void forget() {
    // A page may keep something when one leaves it.
    driver.get("about:blank");
    devTools(
        "Storage.clearDataForOrigin",
        Map.of("origin", server.address(), "storageTypes", "local_storage"));
  }

  /** The languages that the browser reports, the preferred one first. */
  void speaks(String languages) {
    devTools(
        "Emulation.setUserAgentOverride",
        Map.of("userAgent", "Chromium", "acceptLanguage", languages));
  }

  void size(int width, int height, boolean phone) {
    Browser.resize(driver, width, height, phone);
  }

  void prefers(String colours, boolean forced) {
    Browser.prefer(driver, colours, forced);
  }

  /** Enlarges all text by a factor. */
  void enlarge(int percent) {
    run("document.documentElement.style.fontSize = arguments[0]", percent + "%");
    run("dispatchEvent(new Event('resize'))");
    settle();
  }

  void run(String script, Object... arguments) {
    driver.executeScript(script, arguments);
  }

  /** The result of a script. */
  Object ask(String script, Object... arguments) {
    return requireNonNull(driver.executeScript(script, arguments));
  }

  /** The result of a script: a list. */
  List<String> list(String script, Object... arguments) {
    return ((List<?>) ask(script, arguments)).stream().map(Objects::toString).toList();
  }

  /** Waits until this is true in the page. */
  void await(String condition) {
    new WebDriverWait(driver, PATIENCE, GLANCE)
        .withMessage(() -> condition + "; the browser says: " + logged())
        .until(_ -> ask("return Boolean(" + condition + ")").equals(true));
  }

  /** What the browser has logged since the last question: errors, and what the policy blocked. */
  List<String> logged() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** What is cut off or lies over something else. */
  List<?> cutOff() {
    return (List<?>) ask(PageScripts.read("cut.js"));
  }

  /** The rules that axe finds broken, with the places. */
  List<?> brokenRules() {
    if (ask("return typeof axe").equals("undefined")) {
      run(axe());
    }
    Object broken =
        driver.executeAsyncScript(
            """
            const done = arguments[0];
            axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }).then(({ violations }) =>
              done(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`)));
            """);
    return (List<?>) requireNonNull(broken);
  }

  /** How an element looks, as a picture. */
  String picture(String selector) {
    Object box =
        ask(
            """
            const element = document.querySelector(arguments[0]);
            element.scrollIntoView({ block: 'nearest' });
            const { x, y, width, height } = element.getBoundingClientRect();
            return { x: x - 4, y: y - 14, width: width + 8, height: height + 18, scale: 1 };
            """,
            selector);
    Map<String, Object> picture =
        driver.executeCdpCommand("Page.captureScreenshot", Map.of("clip", box, "format", "png"));
    return requireNonNull(picture.get("data")).toString();
  }

  /** Returns when the page has drawn its state. */
  void settle() {
    driver.executeAsyncScript(
        "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))");
  }

  @Override
  public void close() {
    driver.quit();
    server.close();
  }

  private void devTools(String command, Map<String, Object> arguments) {
    driver.executeCdpCommand(command, arguments);
  }

  private static String axe() {
    try (var script = requireNonNull(ScriptedPage.class.getResourceAsStream("/axe.min.js"))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
