package io.quillmesh.endtoend.browser.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The article's versions, who wrote what, and its export, as the page shows them. No mesh: scripts
 * play the gateway.
 */
class ArticleVersionsTest extends ScriptedPageTest {

  @BeforeEach
  void open() {
    page.open();
    page.logged();
  }

  @ParameterizedTest
  @CsvSource({
    "en, 1280, You, Edited by hand, 'Version 5, present'",
    "en, 360, You, Edited by hand, 'Version 5, present'",
    "zh-CN, 1280, 你, 手动修改, 第 5 版（当前）",
    "zh-TW, 360, 你, 手動修改, 第 5 版（目前）"
  })
  void versionsAreListedComparedAndRestored(
      String language, int width, String you, String story, String present) {
    page.speaks(language);
    page.size(width, 740, width < 768);
    page.open();
    showArticle();

    find("[data-testid=show-versions]").click();
    page.await("document.querySelector('#versions-compared ins')");

    assertThat(texts("[data-testid=version]")).hasSize(2);
    assertThat(text(".version-item[data-version='5']")).contains(present, you, story);
    assertThat(text(".version-item[data-version='2']")).contains("帮我写一篇伦敦游记", "<b>m</b>");
    assertThat(texts("#versions-compared ins")).containsExactly("slowly <img src=x onerror=run()>");
    assertThat(texts("#versions-compared del")).containsExactly("忽然");
    assertThat(find("[data-testid=versions-restore]").isEnabled()).isFalse();
    assertThat(page.brokenRules()).isEmpty();
    assertThat(page.cutOff()).isEmpty();

    find(".version-item[data-version='2']").click();
    page.await("!document.querySelector('[data-testid=versions-restore]').disabled");
    find("[data-testid=versions-restore]").click();

    assertThat(page.ask("return scripted.sent.findLast(({ type }) => type === 'restore')"))
        .hasToString("{baseVersion=5, type=restore, version=2}");
    assertThat(page.ask("return document.getElementById('versions').open")).isEqualTo(false);
    assertNothingRan();
  }

  @Test
  void whoWroteWhatIsATintWithATooltipAndShares() {
    showArticle();

    find("#export summary").click();
    find("[data-testid=provenance]").click();
    page.await("document.querySelector('#provenance-legend li[data-author=PERSON]')");

    assertThat(texts("#provenance-legend li"))
        .containsExactly("Article · <b>m</b>: 84 %", "You: 16 %");
    assertThat(page.ask("return [...CSS.highlights.get('written-by-person')].map(String)"))
        .isEqualTo(List.of("slowly"));
    assertThat(
            page.ask(
                "return [...CSS.highlights.get('written-by-agent')].map((it) => String(it).trim())"))
        .isEqualTo(List.of("Fog", "It rises", ".", "bread"));

    page.run(
        """
        const [range] = CSS.highlights.get('written-by-person');
        const { x, y, width, height } = range.getBoundingClientRect();
        document.getElementById('article').dispatchEvent(
          new PointerEvent('pointermove', { bubbles: true, clientX: x + width / 2, clientY: y + height / 2 }));
        """);
    assertThat(text("#provenance-tip")).isEqualTo("You · Version 5");

    find("#export summary").click();
    find("[data-testid=provenance]").click();
    assertThat(page.ask("return CSS.highlights.size")).isEqualTo(0L);
    assertNothingRan();
  }

  @Test
  void aDownloadHasTheNameThatTheServerGives() {
    showArticle();
    page.run(
        """
        globalThis.saved = [];
        HTMLAnchorElement.prototype.click = function () { saved.push(`${this.download} ${this.href.split(':')[0]}`); };
        """);

    find("#export summary").click();
    find("[data-testid=export-docx]").click();
    page.await("saved.length === 1");

    assertThat(page.ask("return saved")).isEqualTo(List.of("伦敦.docx blob"));
    assertThat(page.ask("return asked.at(-1)"))
        .asString()
        .endsWith("/article?version=5&format=docx");
  }

  @Test
  void whatCannotBeLoadedIsSaid() {
    showArticle();
    page.run("globalThis.fetch = () => Promise.reject(new Error('offline'))");

    find("[data-testid=show-versions]").click();

    page.await(
        "document.querySelector('#versions-note').innerText.startsWith('The versions cannot be loaded')");
  }

  @Test
  void anotherConversationHasOtherVersions() {
    showArticle();
    find("[data-testid=show-versions]").click();
    page.await("document.querySelector('#versions-compared ins')");

    page.run("location.hash = crypto.randomUUID()");

    page.await("!document.getElementById('versions').open");
  }

  /** An article of two authors, whose model and text are hostile. */
  private static void showArticle() {
    page.run(
        """
        const markdown = '# Fog\\n\\nIt **rises** slowly.\\n\\n- bread\\n';
        const agent = { author: 'AGENT', agent: 'generator', model: '<b>m</b>' };
        const at = markdown.indexOf('slowly');
        const spans = [
          { start: 0, end: at, version: 2, ...agent }, { start: at, end: at + 6, version: 5, author: 'PERSON' },
          { start: at + 6, end: markdown.length, version: 2, ...agent }];
        const answers = [
          [/provenance$/, { version: 5, spans }],
          [/diff/, { from: 2, to: 5, parts: [
            { op: 'equal', text: '# Fog\\n\\nIt ' }, { op: 'delete', text: '忽然' },
            { op: 'insert', text: 'slowly <img src=x onerror=run()>' }, { op: 'equal', text: '.' }] }],
          [/versions$/, { current: 5, more: false, versions: [
            { version: 5, author: 'PERSON', base: 2, createdAt: '2026-11-30T12:10:00Z', title: 'Fog' },
            { version: 2, base: 0, createdAt: '2026-11-30T12:00:00Z', message: '帮我写一篇伦敦游记', ...agent }] }]];
        const files = { 'Content-Disposition': "attachment; filename*=UTF-8''%E4%BC%A6%E6%95%A6.docx" };
        globalThis.asked = [];
        const fetched = globalThis.fetch;
        globalThis.fetch = (url, options) => {
          asked.push(String(url));
          const [, answer] = answers.find(([path]) => path.test(url)) ?? [];
          return answer ? Promise.resolve(Response.json(answer))
            : /article\\?/.test(url) ? Promise.resolve(new Response('x', { headers: files })) : fetched(url, options);
        };
        globalThis.run = () => { document.title = 'run'; };
        scripted.show([
          { type: 'STATE_SNAPSHOT', snapshot: { article: { version: 5, title: 'Fog', markdown, author: 'PERSON', size: { count: 5, unit: 'words' } } } },
          { type: 'MESSAGES_SNAPSHOT', messages: [] }]);
        """);
    page.settle();
  }

  private static void assertNothingRan() {
    assertThat(driver.getTitle()).isEqualTo("Fog · Quillmesh");
    assertThat(page.ask("return document.querySelectorAll('main :is(img, script)').length"))
        .isEqualTo(0L);
    assertThat(page.logged()).isEmpty();
  }
}
