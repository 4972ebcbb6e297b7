package io.quillmesh.benchmarks.page;

import io.quillmesh.benchmarks.options.WrongUsageException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Shows an article that grows, in the page of a running gateway. The page's socket is a script's,
 * so that the text comes at the same pace each time: 40 characters every 90 ms, as an agent sends
 * them.
 */
public final class GrowingArticle {
  private static final List<Integer> KILOBYTES = List.of(5, 50, 190);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private GrowingArticle() {}

  /**
   * What was drawn, for articles of several lengths.
   *
   * @throws WrongUsageException if there is no browser
   */
  public static List<Drawn> measure(URI gateway) {
    ChromeDriver driver = browser();
    try {
      driver.manage().timeouts().scriptTimeout(PATIENCE);
      driver.executeCdpCommand(
          "Page.addScriptToEvaluateOnNewDocument", Map.of("source", script("socket.js")));
      return KILOBYTES.stream().map(length -> measure(driver, gateway, length)).toList();
    } finally {
      driver.quit();
    }
  }

  private static Drawn measure(ChromeDriver driver, URI gateway, int kilobytes) {
    driver.get("about:blank");
    driver.get(gateway.toString());
    Object found = driver.executeAsyncScript(script("grow.js"), kilobytes * 1024);
    List<?> times = (List<?>) Objects.requireNonNull(found);
    return new Drawn(
        kilobytes, time(times, 0), time(times, 1), time(times, 2), time(times, 3), time(times, 4));
  }

  private static long time(List<?> times, int index) {
    return ((Number) times.get(index)).longValue();
  }

  private static ChromeDriver browser() {
    var options = new ChromeOptions();
    options.setBinary(program("CHROME_BIN", "chromium", "google-chrome"));
    options.addArguments("--headless=new", "--no-sandbox", "--window-size=1280,900");
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program("CHROMEDRIVER", "chromedriver"))
            .build();
    return new ChromeDriver(service, options);
  }

  private static File program(String variable, String... names) {
    String named = System.getenv().getOrDefault(variable, "");
    List<String> folders =
        List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
    return Stream.concat(
            Stream.of(named).filter(name -> !name.isBlank()).map(Path::of),
            folders.stream().flatMap(in -> Stream.of(names).map(name -> Path.of(in, name))))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new WrongUsageException(
                "--mode page needs %s, which is not installed; %s names one elsewhere."
                    .formatted(names[0], variable)))
        .toFile();
  }

  private static String script(String name) {
    try (var script = Objects.requireNonNull(GrowingArticle.class.getResourceAsStream(name))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
