package io.quillmesh.endtoend.browser.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The article is edited where it is read, and nothing that somebody types is lost. */
class EditorTest extends WriterTest {

  private static final String TEXT =
      "# Title\n\nOne *word*  and __more__.\n\n* kept\n* as it is\n\nThe end.\n";

  @Test
  void whatIsTypedIsSavedAndOtherBlocksKeepTheirBytes() {
    // Given
    knows(1, TEXT);
    // When
    edit("The end.");
    type(Keys.END, " And more.");
    // Then
    page.await("scripted.writing.edits.length === 1");
    assertThat(lastEdit())
        .containsEntry("baseVersion", 1L)
        .containsEntry("markdown", TEXT.replace("The end.", "The end. And more."));
    // When it is saved
    page.run("scripted.writing.has(2, scripted.writing.edits[0].markdown)");
    // Then the browser keeps it no longer, and the writer goes on
    page.await("Object.keys(localStorage).every((key) => !key.includes('unsaved'))");
    assertThat(editor().isDisplayed()).isTrue();
    // When
    type(Keys.chord(Keys.CONTROL, "z"), Keys.ESCAPE);
    // Then an undone change is as if it had never been
    page.await("scripted.writing.edits.length === 2");
    assertThat(lastEdit()).containsEntry("baseVersion", 2L).containsEntry("markdown", TEXT);
    assertThat(editor().isDisplayed()).isFalse();
  }

  @Test
  void marksBecomeWhatTheyMean() {
    knows(1, "a");
    edit("a");

    type(Keys.END, Keys.ENTER, "# Head", Keys.ENTER, "- one", Keys.ENTER, "two **bold** x");
    type(Keys.ESCAPE);

    page.await("scripted.writing.edits.length === 1");
    assertThat(lastEdit()).containsEntry("markdown", "a\n\n# Head\n\n- one\n- two **bold** x");
  }

  @Test
  void whatWasNotSavedIsThereAfterAReloadAndIsSavedThen() {
    // Given
    knows(1, TEXT);
    edit("The end.");
    type(Keys.END, " Unsaved.");
    // When
    page.open();
    knows(1, TEXT);
    // Then
    page.await("document.querySelector('#article').textContent.includes('The end. Unsaved.')");
    page.await("scripted.writing.edits.length === 1");
    assertThat(lastEdit()).containsEntry("whenStale", "reject");
  }

  @ParameterizedTest
  @CsvSource({"keep-mine, 2, One of mine", "keep-theirs, 0, ''"})
  void theWriterChoosesWhenAnAgentWasFaster(String choice, int base, String saved) {
    // Given
    anAgentIsFaster();
    page.await("document.querySelector('#compare del')?.textContent === 'of an agent'");
    assertThat(page.brokenRules()).isEmpty();
    // When
    press(choice);
    // Then
    if (base == 0) {
      page.await("document.querySelector('#article').textContent.trim() === 'One of an agent'");
    } else {
      page.await("scripted.writing.edits.length === 2");
      assertThat(lastEdit())
          .containsEntry("baseVersion", (long) base)
          .containsEntry("markdown", saved);
    }
  }

  @Test
  void theWriterMergesBothByHand() {
    // Given
    anAgentIsFaster();
    page.await("!document.querySelector('#compare').hidden");
    // When
    press("merge-both");
    page.await("document.activeElement.id === 'editor'");
    type(Keys.END, ", merged", Keys.ESCAPE);
    // Then
    page.await("scripted.writing.edits.length === 2");
    assertThat(lastEdit())
        .containsEntry("baseVersion", 2L)
        .containsEntry("markdown", "One of an agent, merged\n\nOne of mine");
  }

  private static void anAgentIsFaster() {
    knows(1, "One");
    edit("One");
    page.run("scripted.writing.begins()");
    type(Keys.END, " of mine");
    page.run("scripted.writing.has(2, 'One of an agent'); scripted.writing.ends()");
    type(Keys.chord(Keys.CONTROL, "s"));
    page.await("scripted.writing.edits.length === 1");
    assertThat(lastEdit()).containsEntry("baseVersion", 1L).containsEntry("whenStale", "keep");
    page.run("scripted.writing.keepsAside(3, 1, 2)");
  }

  @Test
  void aSelectedPassageIsRewrittenInItsPlace() {
    // Given
    knows(1, TEXT);
    select("article", "word");
    page.await("!document.querySelector('#passage-bar').hidden");
    assertThat(page.brokenRules()).isEmpty();
    // When
    press("passage-shorten");
    // Then
    page.await("scripted.writing.asked.length === 1");
    Map<?, ?> selection =
        (Map<?, ?>) page.ask("return scripted.writing.asked.at(-1).forwardedProps.selection");
    assertThat(selection.get("text")).isEqualTo("*word*");
    assertThat(selection.get("start")).isEqualTo((long) TEXT.indexOf("*word*"));
    assertThat(selection.get("version")).isEqualTo(1L);
    // When
    page.run("window.end = document.querySelector('#article').lastElementChild");
    page.run("scripted.writing.begins(arguments[0])", selection);
    page.run("scripted.writing.writes('passage', 'a ```new``` ')");
    // Then it streams in its place, and the rest stays as it is
    page.await("document.querySelector('#article p').textContent.startsWith('One a new')");
    assertThat(page.ask("return end === document.querySelector('#article').lastElementChild"))
        .isEqualTo(true);
  }

  @Test
  void anInputMethodIsLeftAloneUntilItHasItsText() {
    // Given
    knows(1, "今天");
    edit("今天");
    type(Keys.END);
    // When
    compose("ni");
    page.run("scripted.writing.has(2, '明天')");
    compose("ni hao");
    page.settle();
    // Then nothing is saved, and nothing is shown in its place
    assertThat(edits()).isEmpty();
    assertThat(editor().getText()).startsWith("今天").doesNotContain("明天");
    // When
    driver.executeCdpCommand("Input.insertText", Map.of("text", "你好"));
    driver.executeCdpCommand("Input.insertText", Map.of("text", "，"));
    type(Keys.chord(Keys.CONTROL, "s"));
    // Then
    page.await("scripted.writing.edits.length === 1");
    assertThat(lastEdit()).containsEntry("markdown", "今天你好，").containsEntry("whenStale", "keep");
  }

  @Test
  void hostileTextNeverRunsAndLoadsNothing() {
    String hostile =
        """
        # <script>document.title='run'</script>

        [a](javascript:alert(1)) [b](data:text/html,x) ![c](http://evil.example/x.png) <img src=x onerror=alert(1)>

        <svg onload=alert(1)><style>*{display:none}</style>

        plain
        """;
    knows(1, hostile);
    edit("plain");
    page.run(
        """
        const data = new DataTransfer();
        data.setData('text/html', '<p style="color:red" onclick="alert(1)">in <img src="http://evil.example/y" onerror="alert(2)"><a href="javascript:alert(3)">x</a> <b>bold</b></p>');
        document.querySelector('#editor').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        """);
    type(Keys.chord(Keys.CONTROL, "s"));

    page.await("scripted.writing.edits.length === 1");
    assertThat(String.valueOf(lastEdit().get("markdown")))
        .contains("**bold**")
        .doesNotContain("color:red", "evil.example/y", "alert(3)");
    assertThat(
            (List<?>)
                page.ask(
                    """
                    return [...document.querySelectorAll('#editor :is(script, style, svg, img:not([class]), [style], [onclick])')]
                      .map((node) => node.outerHTML)
                      .concat([...document.querySelectorAll('#editor a')].map((link) => link.protocol).filter((it) => !/^https?:/.test(it)))
                      .concat(performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.includes('evil')));
                    """))
        .isEmpty();
  }

  @Test
  void whoScrollsUpWhileTextStreamsStaysThere() {
    // Given
    knows(1, "");
    page.run("scripted.writing.begins()");
    page.run("scripted.writing.writes('article', 'Words. '.repeat(2000))");
    String pane = "document.querySelector('#article-pane')";
    page.await(pane + ".scrollTop > 500");
    // When
    page.run(pane + ".scrollTop = 100");
    page.await("!document.querySelector('#follow').hidden");
    page.run("scripted.writing.writesOn('article', 'Last words. '.repeat(500))");
    page.await(
        "document.querySelector('#article').textContent.endsWith('Last words. Last words.')");
    // Then
    assertThat(page.ask("return " + pane + ".scrollTop")).isEqualTo(100L);
    // When
    press("follow");
    // Then
    page.await(pane + ".scrollHeight - " + pane + ".clientHeight - " + pane + ".scrollTop < 2");
    assertThat(find("#follow").isDisplayed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"en, light, 1280", "zh-TW, dark, 1280", "zh-CN, light, 360"})
  void noRuleOfAccessibilityIsBroken(String language, String colours, int width) {
    page.speaks(language);
    page.prefers(colours, false);
    page.size(width, 800, width < 500);
    page.open();
    knows(1, TEXT + "\n| a | b |\n|---|---|\n| c | d |\n");
    find("#edit-article").click();
    page.await("!document.querySelector('#editor').hidden");
    assertThat(page.brokenRules()).isEmpty();
    assertThat(page.cutOff()).isEmpty();
  }
}
