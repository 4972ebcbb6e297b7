package io.quillmesh.endtoend.browser.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/**
 * What a person does with messages, versions and conversations that are there. No mesh: a script
 * plays the gateway.
 */
class ToolsTest extends ScriptedPageTest {

  private static final String LAST_REPLY = "[data-testid=reply]:last-child ";

  /** A list of conversations that is searched and paged like the gateway's. */
  private static final String LIST =
      """
      globalThis.asked = [];
      let all = Array.from({ length: 120 }, (_, index) => ({ id: `33333333-3333-4333-8333-${String(index).padStart(12, '0')}`,
        title: index === 0 ? '<img src=x onerror="document.title=1">' : `Essay ${index}`, updatedAt: '2026-11-30T01:00:00Z' }));
      const before = globalThis.fetch;
      globalThis.fetch = async (address, options = {}) => {
        const { pathname, searchParams } = new URL(address, location.href);
        if (!pathname.startsWith('/v1/conversations')) return before(address, options);
        const method = options.method ?? 'GET';
        asked.push(`${method} ${pathname} ${searchParams} ${options.body ?? ''}`.trim());
        if (method === 'DELETE' || method === 'PATCH') return new Response(null, { status: 204 });
        const found = all.filter(({ title }) => title.toLowerCase().includes(searchParams.get('query') ?? ''));
        const from = Number(searchParams.get('after') ?? 0);
        const to = from + Number(searchParams.get('limit'));
        return new Response(JSON.stringify({ conversations: found.slice(from, to), ...(to < found.length ? { next: String(to) } : {}) }));
      };
      """;

  @BeforeEach
  void open() {
    page.open();
    page.show("known");
  }

  @Test
  void theLastAnswerIsAskedForAgain() {
    find(LAST_REPLY + "[data-testid=answer-again]").click();
    page.settle();

    assertThat(sent("messages[0].content")).isEqualTo("Make it half as long");
    assertThat(sent("forwardedProps.replaces")).isEqualTo("b/asked");
    assertThat(texts("[data-testid=reply] .said")).containsExactly("Done: Write about London");
    assertThat(texts("[data-testid=answer-again]")).as("while it is asked for").isEmpty();

    refuse("NOT_REPLACEABLE");
    assertThat(texts("[data-testid=reply] .said")).hasSize(2);
    assertThat(text("[data-testid=user-message][data-status=rejected] .note"))
        .contains("so the last answer stays");
    press("Dismiss");
    assertThat(texts("[data-testid=user-message] .said"))
        .containsExactly("Write about London", "Make it half as long");
  }

  @Test
  void theLastMessageIsCorrectedWhereItStands() {
    find("[data-testid=edit-message]").click();
    WebElement input = find("[data-testid=message-editor] textarea");
    assertThat(driver.switchTo().activeElement()).isEqualTo(input);
    assertThat(input.getDomProperty("value")).isEqualTo("Make it half as long");

    input.sendKeys(Keys.ESCAPE);
    assertThat(input.isDisplayed()).isFalse();
    assertThat(driver.switchTo().activeElement()).isEqualTo(find("[data-testid=edit-message]"));

    find("[data-testid=edit-message]").click();
    input.sendKeys(", please");
    for (String composing : List.of("{ isComposing: true }", "{ keyCode: 229 }")) {
      page.run(
          "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...%s }))"
              .formatted(composing));
      assertThat(input.isDisplayed()).as("while an input method composes").isTrue();
    }
    assertThat(page.brokenRules()).isEmpty();
    input.sendKeys(Keys.ENTER);
    assertThat(sent("messages[0].content")).isEqualTo("Make it half as long, please");
    assertThat(sent("forwardedProps.replaces")).isEqualTo("b/asked");
  }

  @Test
  void whatIsCorrectedWaitsForTheTurnOfAnotherTab() {
    find("[data-testid=edit-message]").click();
    find("[data-testid=message-editor] textarea").sendKeys(" and drier");
    page.run(
        "scripted.show([{ type: 'RUN_STARTED', runId: 'x', input: { messages: [{ id: 'b/asked', role: 'user', content: 'Make it half as long' }] } }])");
    page.settle();
    assertThat(text("[data-testid=message-editor]")).contains("when the present turn is over");
    find("[data-testid=message-editor] textarea").sendKeys(Keys.ENTER);
    assertThat(find("[data-testid=message-editor] textarea").getDomProperty("value"))
        .isEqualTo("Make it half as long and drier");
  }

  @Test
  void whatWaitsHasAPlaceAndIsTakenBack() {
    page.show("waiting");
    assertThat(texts("[data-testid=edit-message]:not([hidden])")).isEmpty();
    say("In Chinese");
    say("And longer");
    page.run(
        """
        globalThis.ids = scripted.sent.filter(({ messages }) => messages).slice(-2).map(({ messages }) => messages[0].id);
        scripted.show(ids.map((messageId, index) => ({ type: 'CUSTOM', name: 'quillmesh.queued', value: { messageId, runId: 'r', position: index + 1 } })));
        """);
    page.settle();
    assertThat(texts("[data-status=queued] .note"))
        .containsExactly("Next in line, when the present turn is over", "Number 2 in line");
    assertThat(page.brokenRules()).isEmpty();

    press("Take back");
    assertThat(texts("[data-status=queued] .note")).startsWith("Taking it back…");
    assertThat(
            page.ask(
                "return scripted.sent.findLast(({ type }) => type === 'abort').messageId === ids[0]"))
        .isEqualTo(true);
    page.run(
        "scripted.show([{ type: 'CUSTOM', name: 'quillmesh.rejected', value: { messageId: ids[0], code: 'ABORTED' } }])");
    page.settle();
    assertThat(texts("[data-status=queued] .note"))
        .containsExactly("Next in line, when the present turn is over");

    press("Edit");
    page.run(
        "scripted.show([{ type: 'CUSTOM', name: 'quillmesh.rejected', value: { messageId: ids[1], code: 'ABORTED' } }])");
    page.settle();
    assertThat(texts("[data-status=queued], [data-status=rejected]")).isEmpty();
    assertThat(find("#message-input").getDomProperty("value")).isEqualTo("And longer");
  }

  @ParameterizedTest
  @CsvSource({
    "en, 1280, light, Good, Your opinion of this reply, Your opinion of version 2",
    "zh-CN, 1280, dark, 好, 你对这条回复的评价, 你对第 2 版的评价",
    "zh-TW, 320, dark, 好, 你對這則回覆的評價, 你對第 2 版的評價"
  })
  void anOpinionIsGivenAndTakenBack(
      String language, int width, String colours, String good, String ofReply, String ofVersion) {
    page.speaks(language);
    page.prefers(colours, false);
    page.size(width, 740, width < 768);
    page.open();
    page.show("known");
    WebElement thumb = find(LAST_REPLY + "[data-testid=good]");
    assertThat(thumb.getDomAttribute("aria-label")).isEqualTo(good);
    assertThat(find(LAST_REPLY + ".thumbs").getDomAttribute("aria-label")).isEqualTo(ofReply);
    assertThat(find("#article-feedback .thumbs").getDomAttribute("aria-label"))
        .isEqualTo(ofVersion);

    page.run("arguments[0].click()", thumb);
    page.settle();
    assertThat(thumb.getDomAttribute("aria-pressed")).isEqualTo("true");
    assertThat(page.cutOff()).isEmpty();
    assertThat(page.brokenRules()).isEmpty();
    WebElement reason = find(LAST_REPLY + "[data-testid=reason] input");
    reason.sendKeys("Kurz & gut <b>", Keys.ENTER);
    assertThat(
            page.ask(
                "return JSON.stringify(scripted.sent.filter(({ type }) => type === 'feedback'))"))
        .isEqualTo(
            "[{\"type\":\"feedback\",\"messageId\":\"b/reply\",\"rating\":\"good\"},"
                + "{\"type\":\"feedback\",\"messageId\":\"b/reply\",\"rating\":\"good\",\"reason\":\"Kurz & gut <b>\"}]");
    assertThat(text(LAST_REPLY + ".feedback .note")).endsWith("Kurz & gut <b>");

    page.run("arguments[0].click()", thumb);
    page.settle();
    assertThat(thumb.getDomAttribute("aria-pressed")).isEqualTo("false");
    assertThat(sent("rating")).isEqualTo("none");

    page.run("arguments[0].click()", find("#article-feedback [data-testid=bad]"));
    assertThat(sent("articleVersion")).isEqualTo(2L);
    // Another tab changes it.
    page.run(
        "scripted.show([{ type: 'STATE_DELTA', delta: [{ op: 'add', path: '/feedback', value: { 'version/2': { rating: 'good' } } }] }])");
    page.settle();
    assertThat(find("#article-feedback [data-testid=good]").getDomAttribute("aria-pressed"))
        .isEqualTo("true");
  }

  @Test
  void conversationsAreSearchedPagedRenamedAndDeleted() {
    page.run(LIST);
    find("#conversations").click();
    waitFor("[data-testid=conversation]", 50);
    find("#list-more").click();
    waitFor("[data-testid=conversation]", 100);
    assertThat(driver.switchTo().activeElement().getText()).isEqualTo("Essay 50");
    find("#list-search").sendKeys("essay 11");
    waitFor("[data-testid=conversation]", 11);
    assertThat((List<?>) page.ask("return asked"))
        .last()
        .isEqualTo("GET /v1/conversations limit=50&query=essay+11");
    assertThat(text("#list-status")).isEqualTo("11 found.");

    find("[data-testid=rename]").click();
    new Actions(driver).sendKeys("Snow", Keys.ENTER).perform();
    page.await("document.querySelector('#list-items a').textContent === 'Snow'");
    assertThat((List<?>) page.ask("return asked"))
        .last()
        .asString()
        .startsWith("PATCH /v1/conversations/")
        .endsWith("{\"title\":\"Snow\"}");

    find("[data-testid=delete]").click();
    assertThat(text("#list-items li")).contains("“Snow”", "cannot be undone");
    assertThat(page.brokenRules()).isEmpty();
    driver.switchTo().activeElement().sendKeys(Keys.ESCAPE);
    assertThat(texts("[data-testid=delete-now]")).isEmpty();
    assertThat(find("#list").isDisplayed()).as("Escape leaves the list open").isTrue();
    find("[data-testid=delete]").click();
    find("[data-testid=delete-now]").click();
    waitFor("[data-testid=conversation]", 10);
    assertThat(driver.switchTo().activeElement().getText()).isEqualTo("Essay 110");
    // What is outside of an open dialog is not heard.
    page.await(
        "document.querySelector('#list #announcer')?.textContent.includes('“Snow” is deleted.') ?? false");
    assertThat(driver.getTitle()).isNotEqualTo("1");
    assertThat(page.ask("return document.querySelectorAll('#list img').length")).isEqualTo(0L);
  }

  @ParameterizedTest
  @CsvSource({"en, 320, light", "zh-TW, 320, dark"})
  void theListFitsAPhone(String language, int width, String colours) {
    page.speaks(language);
    page.prefers(colours, false);
    page.size(width, 640, true);
    page.open();
    page.run(LIST);
    page.run("document.getElementById('conversations').click()");
    waitFor("[data-testid=conversation]", 50);
    page.run("document.querySelector('[data-testid=rename]').click()");
    page.run("document.querySelectorAll('[data-testid=delete]')[1].click()");
    page.settle();
    assertThat(page.cutOff()).isEmpty();
    assertThat(page.brokenRules()).isEmpty();
    assertThat(
            ((Number)
                    page.ask("return document.querySelector('[data-testid=delete]').offsetHeight"))
                .intValue())
        .isGreaterThanOrEqualTo(44);
  }

  @Test
  void aTabSaysThatItsConversationWasDeletedAndStops() {
    page.run("scripted.close(4404, 'not found')");
    page.settle();

    assertThat(text("[data-testid=notice]")).contains("was deleted in another tab");
    assertThat(text("#article")).contains("It rains");
    assertThat(text("#connection")).isEqualTo("Disconnected");
    say("Are you there?");
    assertThat(find("#message-input").getDomProperty("value")).isEqualTo("Are you there?");
    assertThat(page.ask("return scripted.sent.filter(({ messages }) => messages).length"))
        .isEqualTo(0L);

    find("#new-conversation").click();
    page.settle();
    assertThat(text("#article")).isEmpty();
    assertThat(find("#message-input").getDomProperty("value")).isEqualTo("Are you there?");
  }

  private static void say(String text) {
    find("#message-input").sendKeys(text, Keys.ENTER);
  }

  private static void press(String name) {
    driver.findElements(By.cssSelector("#messages button")).stream()
        .filter(it -> it.isDisplayed() && it.getText().equals(name))
        .findFirst()
        .orElseThrow()
        .click();
    page.settle();
  }

  /** A member of the last frame that says something. */
  private static Object sent(String member) {
    return page.ask("return scripted.sent.findLast(({ type }) => type !== 'ping')." + member);
  }

  private static void refuse(String code) {
    page.run(
        "scripted.show([{ type: 'CUSTOM', name: 'quillmesh.rejected', value: { messageId: scripted.sent.findLast(({ messages }) => messages).messages[0].id, code: arguments[0], message: 'No.' } }])",
        code);
    page.settle();
  }

  private static void waitFor(String selector, int count) {
    page.await("document.querySelectorAll('%s').length === %d".formatted(selector, count));
  }
}
