package io.quillmesh.endtoend.browser.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/**
 * How the page looks, and what a screen reader gets, in each state, on a phone and on a desktop, in
 * each language.
 */
class LooksTest extends ScriptedPageTest {

  private static final List<String> STATES =
      List.of("blank", "thinking", "writing", "written", "failed", "answered", "crowded");

  /** A screen in CSS pixels, and how large text is on it. */
  private record Screen(int width, int height, int percent) {}

  private static final Screen PHONE = new Screen(320, 640, 100);
  private static final List<Screen> SCREENS =
      List.of(
          PHONE,
          new Screen(320, 640, 200),
          new Screen(568, 320, 100),
          new Screen(768, 1024, 100),
          new Screen(1280, 800, 200));

  @Test
  void nothingIsCutOnAnyScreen() {
    page.open();
    for (Screen screen : SCREENS) {
      nothingIsCut(screen);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh-CN", "zh-TW"})
  void nothingIsCutInTheOtherLanguages(String language) {
    page.speaks(language);
    page.open();
    nothingIsCut(PHONE);
  }

  private static void nothingIsCut(Screen screen) {
    page.size(screen.width(), screen.height(), screen.width() < 768);
    page.enlarge(screen.percent());
    var all = new SoftAssertions();
    for (String state : STATES) {
      page.show(state);
      all.assertThat(page.cutOff()).as("%s on %s", state, screen).isEmpty();
    }
    openList();
    all.assertThat(page.cutOff()).as("the list on %s", screen).isEmpty();
    page.run("document.getElementById('list').close()");
    all.assertAll();
  }

  @ParameterizedTest
  @CsvSource({"en, light", "zh-TW, dark"})
  void noRuleOfAccessibilityIsBroken(String language, String colours) {
    page.speaks(language);
    page.prefers(colours, false);
    page.open();
    var all = new SoftAssertions();
    for (String state : STATES) {
      page.show(state);
      all.assertThat(page.brokenRules()).as(state).isEmpty();
      all.assertThat(page.ask("return document.querySelectorAll('h1').length"))
          .as("first headings when " + state)
          .isEqualTo(1L);
    }
    openList();
    all.assertThat(page.brokenRules()).as("the list of conversations").isEmpty();
    all.assertAll();
  }

  @Test
  void aPersonsOwnFewColoursLeaveEveryStateVisible() {
    page.prefers("dark", true);
    page.open();
    page.show("written");
    String agent = "#agents li:first-child";
    assertThat(
            pictures(
                agent,
                "status",
                "idle",
                "waiting",
                "working",
                "thinking",
                "done",
                "failed",
                "skipped"))
        .doesNotHaveDuplicates();
    page.run("document.getElementById('connection').firstChild.data = 'state'");
    assertThat(pictures("#connection", "state", "open", "waiting", "closed"))
        .doesNotHaveDuplicates();
    assertThat(pictures("#phases li:nth-child(3)", "passed", "true", "false"))
        .doesNotHaveDuplicates();
    assertThat(pictures("[data-testid=user-message]", "status", "sent", "pending"))
        .doesNotHaveDuplicates();
    String before = page.picture("#phases li:nth-child(3)");
    page.run("document.querySelector('#phases li:nth-child(3)').ariaCurrent = 'step'");
    assertThat(page.picture("#phases li:nth-child(3)")).isNotEqualTo(before);
    String unfocused = page.picture(".composer");
    page.run("document.getElementById('message-input').focus()");
    assertThat(page.picture(".composer")).isNotEqualTo(unfocused);
  }

  @Test
  void enterSendsAtADeskAndIsANewLineOnAPhone() {
    page.open();
    var input = find("#message-input");
    assertThat(input.getDomProperty("enterKeyHint")).isEqualTo("send");
    input.sendKeys("One", Keys.chord(Keys.SHIFT, Keys.ENTER), "two", Keys.ENTER);
    assertThat(sent()).containsExactly("One\ntwo");

    page.size(360, 740, true);
    page.open();
    input = find("#message-input");
    assertThat(input.getDomProperty("enterKeyHint")).isEqualTo("enter");
    input.sendKeys("One", Keys.ENTER, "two");
    assertThat(sent()).isEmpty();
    find("#send").click();
    assertThat(sent()).containsExactly("One\ntwo");
  }

  @Test
  void theLanguageIsTheBrowsersUntilOneIsChosen() {
    page.speaks("fr,zh-HK,en");
    page.open();
    assertThat(page.ask("return document.documentElement.lang")).isEqualTo("zh-Hant");
    find("[data-testid=starter]").click();
    assertThat(page.ask("return scripted.sent.at(-1).forwardedProps.language"))
        .isEqualTo("zh-Hant");

    find("#language option[value=zh-Hans]").click();
    page.open();
    assertThat(page.ask("return document.documentElement.lang")).isEqualTo("zh-Hans");
  }

  @Test
  void aReplyIsReadOutOnceAndWithoutItsMarks() {
    page.open();
    hear();
    page.run(
        """
        const run = '44444444-4444-4444-8444-444444444444';
        scripted.show([
          { type: 'RUN_STARTED', runId: run },
          { type: 'TEXT_MESSAGE_START', messageId: `${run}/reply` },
          { type: 'TEXT_MESSAGE_CONTENT', messageId: `${run}/reply`, delta: '# Done\\n\\nIt is **ready**, see [this](https://example.org).' },
          { type: 'TEXT_MESSAGE_END', messageId: `${run}/reply` },
          { type: 'RUN_FINISHED' },
        ]);
        """);
    page.settle();
    assertThat(heard())
        .singleElement()
        .asString()
        .isEqualToNormalizingWhitespace("Done It is ready, see this.");
  }

  @Test
  void textsHaveADirectionAndALanguageOfTheirOwn() {
    page.speaks("zh-CN");
    page.open();
    page.show("written");
    assertThat(
            page.ask(
                """
                const direction = (selector, text) =>
                  getComputedStyle([...document.querySelectorAll(selector)].find((one) => one.textContent.includes(text))).direction;
                return [
                  direction('#article > h3', 'عنوان'),
                  direction('#article > p', 'London'),
                  direction('#choices button', 'مزيد'),
                  document.getElementById('article').lang,
                  document.querySelector('#choices button:nth-child(4)').lang,
                ].join(' ');
                """))
        .isEqualTo("rtl ltr rtl en zh-Hant");
  }

  private static List<String> sent() {
    return page.list("return scripted.sent.map(({ messages }) => messages[0].content)");
  }

  private static void openList() {
    page.run("document.getElementById('conversations').click()");
    page.await("document.querySelector('#list-items time')");
  }

  /** How an element looks with each value of one of its data attributes. */
  private static List<String> pictures(String selector, String name, String... values) {
    List<String> pictures = new ArrayList<>();
    for (String value : values) {
      page.run(
          "document.querySelector(arguments[0]).dataset[arguments[1]] = arguments[2]",
          selector,
          name,
          value);
      pictures.add(page.picture(selector));
    }
    return pictures;
  }
}
