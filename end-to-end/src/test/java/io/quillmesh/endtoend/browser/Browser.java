package io.quillmesh.endtoend.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.opentest4j.TestAbortedException;

/**
 * The installed browser. Nothing is downloaded. {@code CHROME_BIN} and {@code CHROMEDRIVER} name
 * one that is not on the path.
 */
public record Browser(Path program, Path driver) {

  /** Kept, because otherwise its level would be lost with it. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  static {
    // It warns about every browser that is newer than itself, because of a protocol that is not
    // used here.
    SELENIUM.setLevel(Level.SEVERE);
  }

  private static final List<String> PROGRAMS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /**
   * Looks for a browser and its driver.
   *
   * @throws TestAbortedException if one of them is missing
   */
  public static Browser find() {
    return new Browser(
        find("CHROME_BIN", PROGRAMS)
            .orElseThrow(() -> missing("Chromium or Chrome (package chromium)", "CHROME_BIN")),
        find("CHROMEDRIVER", List.of("chromedriver"))
            .orElseThrow(() -> missing("ChromeDriver (package chromium-driver)", "CHROMEDRIVER")));
  }

  private static Optional<Path> find(String variable, List<String> names) {
    String named = System.getenv().getOrDefault(variable, "");
    if (!named.isBlank()) {
      return Optional.of(Path.of(named)).filter(Files::isExecutable);
    }
    List<String> folders =
        List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
    return Stream.concat(folders.stream(), Stream.of("/usr/bin"))
        .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static TestAbortedException missing(String what, String variable) {
    return new TestAbortedException(
        "%s is not installed: the page was not tested in a browser. Install it, or name it in %s."
            .formatted(what, variable));
  }

  /** A new browser with an empty profile. */
  public ChromeDriver start(String language) {
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(program.toFile());
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    // Proxies in these tests sign their own certificates.
    options.setAcceptInsecureCerts(true);
    options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,860",
        "--lang=" + language);
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.toFile())
            .usingAnyFreePort()
            .build();
    return new ChromeDriver(service, options);
  }

  /** Sets what a person has chosen for all pages: colours, perhaps own ones, and little motion. */
  public static void prefer(ChromeDriver driver, String colours, boolean forced) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", colours),
                Map.of("name", "forced-colors", "value", forced ? "active" : "none"),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /** Gives the page another screen, in CSS pixels. A phone has touch and no mouse. */
  public static void resize(ChromeDriver driver, int width, int height, boolean phone) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
    driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", phone));
  }
}
