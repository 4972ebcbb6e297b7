package io.quillmesh.endtoend.browser.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * What declared agents do and answer, as the page shows it. No mesh: a script plays the gateway.
 */
class AnswersTest extends ScriptedPageTest {

  @BeforeEach
  void open() {
    page.open();
    page.logged();
  }

  @ParameterizedTest
  @CsvSource({
    "en, 1280, Titles, yes, failed",
    "en, 320, Titles, yes, failed",
    "zh-CN, 1280, 标题, 是, 失败",
    "zh-TW, 320, 标题, 是, 失敗"
  })
  void eachShapeIsShownInTheLanguageOfThePage(
      String language, int width, String titles, String yes, String failed) {
    page.speaks(language);
    page.size(width, 740, width < 768);
    page.open();
    page.show("answered");

    assertThat(text("#answer-title-suggester summary")).startsWith(titles).contains("12.3 s");
    assertThat(text("#agents [data-testid=agent-title-suggester]")).startsWith(titles);
    assertThat(texts("#answer-title-suggester button")).hasSize(5).contains("Diary", "自由體");
    assertThat(texts("#answer-readability .record-head"))
        .anySatisfy(head -> assertThat(head).contains("مزيد").contains("100"));
    assertThat(page.ask("return document.querySelector('.score-bar span').style.width"))
        .isEqualTo("0%");
    assertThat(texts("#answer-readability .tag")).containsExactly("Middle school");
    assertThat(text("#answer-readability")).contains(yes);
    assertThat(texts("#answer-fact-sheet dt"))
        .containsExactly("Kind", "Sentence", "Doubt", "Kind", "Sentence");
    assertThat(texts("#answer-anything td"))
        .containsExactly("London", "1859", yes, "巴黎", "1666", language.equals("en") ? "no" : "否");
    assertThat(text("#answer-translator-preview .said strong")).isEqualTo("急躁");
    assertThat(text("#answer-moderator summary")).endsWith(failed);
    assertThat(text("#answer-moderator .answer-body")).contains("401 https://example.org");
    assertThat(text("#agents")).doesNotContain("Visitor", "访客");
  }

  @Test
  void whatIsHostileNeitherRunsNorBreaksThePage() {
    page.run(
        """
        const many = Array.from({ length: 10000 }, (_, index) => `<img src=x onerror="document.title = 'run'">${index}`);
        const label = 'x'.repeat(5000);
        const results = { anything: { many, [label]: label, offers: [{ label, message: 'javascript:alert(1)' }] },
          'translator-preview': '<script>document.title = "run"</script>[x](javascript:alert(1))' + label };
        scripted.show([{ type: 'STATE_SNAPSHOT', snapshot: { results,
          agents: { anything: { status: 'DONE' }, 'translator-preview': { status: 'DONE' }, [label]: { status: 'DONE' } } } }]);
        """);
    page.settle();
    assertThat(page.cutOff()).isEmpty();
    assertThat(texts("#answer-anything li")).hasSize(8);

    find("#answer-anything .show-all").click();

    assertThat(page.ask("return document.querySelectorAll('#answer-anything li').length"))
        .isEqualTo(10_000L);
    assertThat(page.ask("return document.activeElement.textContent")).asString().endsWith(">8");
    assertThat(page.ask("return document.querySelectorAll('#answers :is(img, script, a)').length"))
        .isEqualTo(0L);
    assertThat(driver.getTitle()).isEqualTo("Quillmesh");
    assertThat(page.logged()).isEmpty();
  }

  @Test
  void aPressedChoiceIsSaidByThePerson() {
    page.show("answered");

    find("#answer-title-suggester button").click();

    assertThat(
            page.ask(
                "return scripted.sent.findLast(({ messages }) => messages).messages[0].content"))
        .isEqualTo("Use “Diary”");
    assertThat(texts("[data-testid=user-message] .said").getLast()).isEqualTo("Use “Diary”");
  }

  @Test
  void aLateAnswerIsNobodysTurn() {
    hear();
    page.run(
        """
        scripted.show([
          { type: 'STATE_SNAPSHOT', snapshot: { agents: { reply: { status: 'DONE' }, moderator: { status: 'WORKING' } } } },
          { type: 'MESSAGES_SNAPSHOT', messages: [
            { id: 'm', role: 'user', content: 'Write! '.repeat(40) }, { id: 'r/reply', role: 'assistant', content: 'Done.' }] },
        ]);
        globalThis.stops = 0;
        new MutationObserver(() => stops += document.getElementById('stop').hidden ? 0 : 1)
          .observe(document.getElementById('stop'), { attributes: true });
        """);
    page.settle();
    Object before = page.ask("return document.getElementById('log').scrollTop");
    List<String> said = texts(".message");
    find("#message-input").sendKeys("I was");

    page.run(
        """
        const run = '66666666-6666-4666-8666-666666666666';
        const value = { moderator: { verdict: 'Fine', why: 'Why not? '.repeat(60), also: 'Why? '.repeat(100) } };
        scripted.show([
          { type: 'RUN_STARTED', runId: run },
          { type: 'SUBAGENT_STARTED', subagentRunId: `${run}/moderator` },
          { type: 'STATE_DELTA', delta: [{ op: 'add', path: '/results', value }] },
        ]);
        """);
    page.settle();
    page.run(
        """
        const run = '66666666-6666-4666-8666-666666666666';
        scripted.show([
          { type: 'SUBAGENT_FINISHED', subagentRunId: `${run}/moderator` },
          { type: 'RUN_FINISHED', runId: run, outcome: { type: 'success' } },
        ]);
        """);
    page.settle();
    find("#message-input").sendKeys(" typing");

    assertThat(text("#answer-moderator .answer-body")).startsWith("Verdict\nFine");
    assertThat(heard()).singleElement().isEqualTo("Moderation: the answer is there.");
    assertThat(page.ask("return stops")).isEqualTo(0L);
    assertThat(page.ask("return document.getElementById('log').scrollTop")).isEqualTo(before);
    assertThat(texts(".message")).isEqualTo(said);
    assertThat(find("#message-input").getDomProperty("value")).isEqualTo("I was typing");
  }

  @Test
  void aTextGrowsInItsOwnPlaceAndLeavesTheReplyInSight() {
    page.size(375, 740, true);
    page.open();
    page.run(
        """
        globalThis.run = '77777777-7777-4777-8777-777777777777';
        globalThis.says = (name, delta) => ({ type: 'TEXT_MESSAGE_CONTENT', messageId: `${run}/${name}`, delta });
        scripted.show([
          { type: 'RUN_STARTED', runId: run, input: { messages: [{ id: 'm', role: 'user', content: 'Go on' }] } },
          { type: 'TEXT_MESSAGE_START', messageId: `${run}/translator-preview`, role: 'assistant', name: 'translator-preview' },
          says('translator-preview', 'In London, '.repeat(200)),
          { type: 'TEXT_MESSAGE_START', messageId: `${run}/reply`, role: 'assistant' },
          says('reply', 'Here it is.'),
        ]);
        """);
    page.settle();
    page.run("scripted.show([says('translator-preview', '**at last**')])");
    page.settle();

    assertThat(texts("[data-testid=reply] .said")).containsExactly("Here it is.");
    assertThat(text("#answer-translator-preview .said")).endsWith("at last");
    assertThat(text("#answer-translator-preview summary")).endsWith("Writing…");
    assertThat(
            page.ask(
                """
                const { top } = document.querySelector('[data-testid=reply]').getBoundingClientRect();
                return top >= document.getElementById('log').getBoundingClientRect().top;
                """))
        .isEqualTo(true);
  }

  @Test
  void aKeyboardFindsAnAnswerAndClosesIt() {
    page.show("answered");

    find("[data-testid=agent-anything] a").sendKeys(Keys.ENTER);
    page.settle();

    WebElement head = find("#answer-anything summary");
    assertThat(driver.switchTo().activeElement()).isEqualTo(head);
    assertThat(
            page.ask(
                """
                const [head, log] = [document.activeElement, document.getElementById('log')].map((one) => one.getBoundingClientRect());
                return head.top >= log.top && head.bottom <= log.bottom;
                """))
        .isEqualTo(true);
    head.sendKeys(Keys.ENTER);
    assertThat(find("#answer-anything .answer-body").isDisplayed()).isFalse();
    // Closed once, it is closed in the next turn, too.
    page.show("blank");
    page.show("answered");
    assertThat(find("#answer-anything .answer-body").isDisplayed()).isFalse();
    assertThat(find("#answer-readability .answer-body").isDisplayed()).isTrue();
  }

  @Test
  void anAgentThatComesIsShownInAnOpenConversation() {
    assertThat(texts("#agents li")).hasSize(11);
    page.run(
        """
        globalThis.fetch = async () => new Response(JSON.stringify({ agents: [
          { name: 'new-one', labels: { en: 'New one', zh: '新来的' }, status: 'ADMITTED', answerSchema: null, builtIn: false }] }));
        scripted.show([{ type: 'CUSTOM', name: 'quillmesh.agents', value: {} }]);
        """);

    page.await("document.querySelectorAll('#agents li').length === 6");
    assertThat(text("[data-testid=agent-new-one] .agent-name")).isEqualTo("New one");
  }
}
