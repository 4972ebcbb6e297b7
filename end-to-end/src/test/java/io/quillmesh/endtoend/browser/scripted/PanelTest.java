package io.quillmesh.endtoend.browser.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/**
 * The side panel: needs, intent, decisions and the knowledge graph. No mesh: a script plays the
 * gateway.
 */
class PanelTest extends ScriptedPageTest {

  private static final String LONDON = ".graph-node[data-key='place:London']";
  private static final String ROOM =
      "return document.querySelector(arguments[0]).getAttribute('transform')";

  /** What was loaded, but for calls of the gateway. */
  private static final String LOADED =
      "return performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.includes('/v1/')).join()";

  @BeforeEach
  void open() {
    page.open();
    page.logged();
  }

  @ParameterizedTest
  @CsvSource({
    "en, 1280, light, known, Write an article, 95 of 100, The topic is London",
    "zh-CN, 1280, dark, known-zh, 写一篇文章, 95 分（满分 100）, 主题是伦敦",
    "zh-TW, 320, dark, known-zh, 寫一篇文章, 95 分（滿分 100）, 主题是伦敦",
    "en, 320, light, known, Write an article, 95 of 100, The topic is London"
  })
  void whatIsKnownIsShownOnEveryScreenInTheLanguageOfThePage(
      String language,
      int width,
      String colours,
      String state,
      String intent,
      String score,
      String decision) {
    page.speaks(language);
    page.prefers(colours, false);
    page.size(width, 740, width < 768);
    page.open();
    page.show(state);

    openPanel();

    assertThat(text("[data-testid=panel-intent]")).startsWith(intent).contains("97");
    assertThat(contents("[data-testid=panel-needs] .unseen").getFirst()).isEqualTo(score);
    assertThat(page.ask("return document.querySelector('.needs .meter-bar span').style.width"))
        .isEqualTo("95%");
    assertThat(contents("[data-testid=panel-decisions] li")).contains(decision);
    assertThat(text("[data-testid=panel-summary]")).isNotEmpty();
    assertThat(contents(".graph-node text")).isNotEmpty();
    assertThat(page.cutOff()).isEmpty();
    assertThat(page.brokenRules()).isEmpty();
  }

  @Test
  void itIsOpenAgainNextTimeIfItWas() {
    assertThat(find("#panel").isDisplayed()).isFalse();
    openPanel();
    page.open();
    assertThat(find("#panel").isDisplayed()).isTrue();
    assertThat(find("#panel-toggle").getDomAttribute("aria-expanded")).isEqualTo("true");
    assertThat(text("#panel")).contains("Nothing is known yet");

    find("#panel-close").sendKeys(Keys.ENTER);
    assertThat(driver.switchTo().activeElement()).isEqualTo(find("#panel-toggle"));
    page.open();
    assertThat(find("#panel").isDisplayed()).isFalse();
  }

  @Test
  void onAPhoneItLiesOverThePageUntilItIsClosed() {
    page.size(360, 740, true);
    page.open();
    page.show("known");
    openPanel();
    assertThat(page.ask("return document.getElementById('panel-sheet').matches(':modal')"))
        .isEqualTo(true);

    driver.switchTo().activeElement().sendKeys(Keys.ESCAPE);

    assertThat(find("#panel-sheet").isDisplayed()).isFalse();
    assertThat(driver.switchTo().activeElement()).isEqualTo(find("#panel-toggle"));
    // The article is not covered by it after a reload.
    page.open();
    assertThat(find("#panel-sheet").isDisplayed()).isFalse();
  }

  @Test
  void aKeyboardExploresTheGraph() {
    page.show("known");
    openPanel();
    hear();
    WebElement first = find(".graph-node[tabindex='0']");
    assertThat(first.getDomAttribute("aria-label")).isEqualTo("London, place, 5 relations");
    page.run("document.querySelector(\".graph-node[tabindex='0']\").focus()");

    type(Keys.ENTER);
    assertThat(first.getDomAttribute("aria-pressed")).isEqualTo("true");
    assertThat(heard())
        .singleElement()
        .isEqualTo(
            "London, place. Thames is in London. British Museum is in London. Charles Dickens lived"
                + " in London. Great Fire happened in London. Royal Society is in London.");
    assertThat(contents(".graph-node[data-near=true]")).hasSize(6);
    assertThat(contents("[data-testid=graph-detail] li"))
        .contains("Thames is in London", "Charles Dickens lived in London");

    type(Keys.ARROW_DOWN);
    String next = focused();
    assertThat(next).isNotNull().doesNotStartWith("London");
    type(Keys.ARROW_UP);
    assertThat(focused()).startsWith("London");
    String before = room(LONDON);
    type("+");
    new Actions(driver).keyDown(Keys.SHIFT).sendKeys(Keys.ARROW_RIGHT).keyUp(Keys.SHIFT).perform();
    assertThat(room(LONDON)).isNotEqualTo(before);
    type("0");
    assertThat(room(LONDON)).isEqualTo(before);
    type(Keys.ESCAPE);
    assertThat(first.getDomAttribute("aria-pressed")).isEqualTo("false");
    assertThat(find("#panel").isDisplayed()).isTrue();

    find("#graph-as-list").sendKeys(Keys.ENTER);
    assertThat(contents("[data-testid=graph-list] > li")).hasSize(10);
    assertThat(text("[data-testid=graph-list]")).contains("Charles Dickens wrote Bleak House.");
    assertThat(page.brokenRules()).isEmpty();
  }

  @Test
  void aMouseMovesTheGraphAndChoosesInIt() {
    page.show("known");
    openPanel();
    WebElement picture = find(".graph-picture");
    String before = room(LONDON);

    new Actions(driver).moveToElement(picture, 5, 60).clickAndHold().moveByOffset(30, 20).perform();
    new Actions(driver).release().perform();
    assertThat(room(LONDON)).isNotEqualTo(before);
    assertThat(contents("[aria-pressed=true].graph-node")).isEmpty();

    new Actions(driver).moveToElement(find(LONDON + " path")).click().perform();
    assertThat(find(LONDON).getDomAttribute("aria-pressed")).isEqualTo("true");
    find(".graph-hop").click();
    assertThat(text(".graph-entity")).startsWith("Thames");
    assertThat(page.ask("return document.getAnimations().length")).isEqualTo(0L);
  }

  @Test
  void fingersMoveTheGraphAndChooseInIt() {
    page.size(390, 740, true);
    page.open();
    page.show("known");
    openPanel();
    page.run("document.querySelector('.graph-picture').scrollIntoView({ block: 'center' })");
    page.settle();
    String before = room(LONDON);
    var box = find(".graph-picture").getRect();
    touch("touchStart", box.x + 20, box.y + 20);
    touch("touchMove", box.x + 40, box.y + 60);
    touch("touchMove", box.x + 60, box.y + 90);
    touch("touchEnd");
    assertThat(room(LONDON)).isNotEqualTo(before);

    before = find(LONDON + " .graph-target").getRect().toString() + room(LONDON);
    touch("touchStart", box.x + 120, box.y + 120, box.x + 160, box.y + 120);
    touch("touchMove", box.x + 80, box.y + 120, box.x + 200, box.y + 120);
    touch("touchEnd");
    assertThat(find(LONDON + " .graph-target").getRect().toString() + room(LONDON))
        .isNotEqualTo(before);
    page.run("document.querySelector('[data-testid=graph-fit]').click()");

    var target = find(LONDON + " path").getRect();
    touch("touchStart", target.x + target.width / 2, target.y + target.height / 2);
    touch("touchEnd");
    assertThat(find(LONDON).getDomAttribute("aria-pressed")).isEqualTo("true");
    assertThat(
            ((Number) page.ask("return document.querySelector('.graph-tools button').offsetHeight"))
                .intValue())
        .isGreaterThanOrEqualTo(44);
  }

  @Test
  void aHundredEntitiesStayReadable() {
    page.show("hundred-entities");
    openPanel();
    find("[data-testid=graph-enlarge]").click();
    page.settle();

    assertThat(contents(".graph-node")).hasSize(100);
    assertThat(
            page.ask(
                """
                const boxes = [...document.querySelectorAll('.graph-node text')].filter((one) => one.textContent !== '').map((one) => one.getBoundingClientRect());
                const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
                return [boxes.length > 20, boxes.flatMap((a, index) => boxes.slice(index + 1).filter((b) => over(a, b))).length].join(' ');
                """))
        .isEqualTo("true 0");
    assertThat(page.cutOff()).isEmpty();
    assertThat(page.brokenRules()).isEmpty();

    driver.switchTo().activeElement().sendKeys(Keys.ESCAPE);
    page.settle();
    assertThat(find("[data-testid=graph-large]").isDisplayed()).isFalse();
    assertThat(find("#panel .graph-picture").isDisplayed()).isTrue();
  }

  @Test
  void whatIsThereStaysWhereItIsWhenSomethingIsAdded() {
    page.show("known");
    openPanel();
    page.run("document.querySelector('.graph-tools button:nth-child(2)').click()");
    String before = room(LONDON);

    page.show("one-more-entity");

    assertThat(contents(".graph-node")).hasSize(11);
    assertThat(room(LONDON)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"en, 1280", "zh-CN, 360"})
  void whatIsHostileNeitherRunsNorLoadsAnything(String language, int width) {
    page.speaks(language);
    page.size(width, 740, width < 768);
    page.open();
    Object before = page.ask(LOADED);

    page.show("hostile");
    openPanel();
    page.run(
        "document.querySelector('.graph-node').dispatchEvent(new MouseEvent('click', { bubbles: true }))");
    page.settle();
    assertThat(contents("[data-testid=panel-needs] .need")).hasSize(6);
    assertThat(contents(".graph-node")).hasSize(6);
    page.run("document.getElementById('graph-as-list').click()");
    page.settle();

    assertThat(
            page.ask(
                "return document.querySelectorAll('#panel-content :is(img, script, style, a, iframe, foreignObject), [onload], [onerror]').length"))
        .isEqualTo(0L);
    assertThat(driver.getTitle()).isNotEqualTo("run");
    assertThat(page.ask(LOADED)).isEqualTo(before);
    assertThat(page.logged()).isEmpty();
    assertThat(page.cutOff()).isEmpty();
  }

  @Test
  void aPersonsOwnFewColoursLeaveTheGraphVisible() {
    page.prefers("dark", true);
    page.open();
    page.show("known");
    openPanel();
    String before = page.picture(LONDON);
    page.run(
        "document.querySelector(arguments[0]).dispatchEvent(new MouseEvent('click', { bubbles: true }))",
        LONDON);
    page.settle();
    assertThat(page.picture(LONDON)).isNotEqualTo(before);
  }

  private static void openPanel() {
    page.run("document.getElementById('panel-toggle').focus()");
    find("#panel-toggle").click();
    page.settle();
    page.settle();
  }

  /** Into whatever has the focus. */
  private static void type(CharSequence keys) {
    new Actions(driver).sendKeys(keys).perform();
    page.settle();
  }

  private static String focused() {
    return Objects.requireNonNull(driver.switchTo().activeElement().getDomAttribute("aria-label"));
  }

  /** Where an entity is drawn. */
  private static String room(String selector) {
    return page.ask(ROOM, selector).toString();
  }

  private static void touch(String type, int... points) {
    List<Map<String, Integer>> places =
        IntStream.range(0, points.length / 2)
            .mapToObj(i -> Map.of("x", points[2 * i], "y", points[2 * i + 1], "id", i))
            .toList();
    driver.executeCdpCommand(
        "Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", places));
    page.settle();
  }
}
