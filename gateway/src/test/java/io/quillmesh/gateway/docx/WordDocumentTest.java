package io.quillmesh.gateway.docx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFHyperlinkRun;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Word finds in a downloaded article. */
class WordDocumentTest {

  @Test
  void makesHeadingsOfHeadings() {
    // When
    XWPFDocument document = read("# 伦敦：雾散之后\n\n## Monday\n\nWe walked.");
    // Then
    assertThat(document.getProperties().getCoreProperties().getTitle()).isEqualTo("标题 Title");
    assertThat(document.getParagraphs().stream().map(WordDocumentTest::styledText))
        .containsExactly("Heading1: 伦敦：雾散之后", "Heading2: Monday", "null: We walked.");
  }

  @Test
  void keepsTheLooksOfWords() {
    // When
    List<XWPFRun> runs =
        read("**注意：**周一 *slow* ~~old~~ `code` H<sub>2</sub>O[^1]")
            .getParagraphs()
            .getFirst()
            .getRuns();
    // Then
    assertThat(run(runs, "注意：").isBold()).isTrue();
    assertThat(run(runs, "周一 ").isBold()).isFalse();
    assertThat(run(runs, "slow").isItalic()).isTrue();
    assertThat(run(runs, "old").isStrikeThrough()).isTrue();
    assertThat(run(runs, "code").getStyle()).isEqualTo("CodeText");
    assertThat(run(runs, "2").getVerticalAlignment().toString()).isEqualTo("subscript");
    assertThat(run(runs, "[1]").getVerticalAlignment().toString()).isEqualTo("superscript");
  }

  @Test
  void everyListCountsForItself() {
    // When
    List<XWPFParagraph> items =
        read("3. three\n4. four\n   - inner\n\nbetween\n\n1. one\n\n   more of one")
            .getParagraphs();
    // Then
    assertThat(items.stream().map(XWPFParagraph::getText))
        .containsExactly("three", "four", "inner", "between", "one", "more of one");
    assertThat(items.get(0).getNumFmt()).isEqualTo("decimal");
    assertThat(items.get(0).getNumStartOverride()).isEqualTo(3);
    assertThat(items.get(1).getNumID()).isEqualTo(items.get(0).getNumID());
    assertThat(items.get(2).getNumFmt()).isEqualTo("bullet");
    assertThat(items.get(2).getNumIlvl()).isEqualTo(1);
    assertThat(items.get(4).getNumID()).isNotEqualTo(items.get(0).getNumID());
    assertThat(items.get(4).getNumStartOverride()).isEqualTo(1);
    assertThat(items.get(5).getNumID()).isNull();
    assertThat(items.get(5).getIndentationLeft()).isPositive();
  }

  @Test
  void makesTablesOfTables() {
    // When
    XWPFTable table =
        read("| Day | 费用 |\n| :-- | --: |\n| Monday | **£12** |").getTables().getFirst();
    // Then
    assertThat(table.getText()).isEqualTo("Day\t费用\nMonday\t£12\n");
    assertThat(table.getRow(0).isRepeatHeader()).isTrue();
    assertThat(table.getRow(0).getCell(0).getParagraphs().getFirst().getStyle())
        .isEqualTo("TableHeading");
    assertThat(table.getRow(1).getCell(1).getParagraphs().getFirst().getAlignment().name())
        .isEqualTo("RIGHT");
  }

  @Test
  void keepsTheLinesOfCodeAndTheMarksOfQuotations() {
    // When
    XWPFDocument document = read("```js\nif (a < b) {\n  go();\n}\n```\n\n> said\n\n---");
    // Then
    assertThat(document.getParagraphs().stream().map(WordDocumentTest::styledText))
        .containsExactly("Code: if (a < b) {\n  go();\n}", "Quote: said", "Rule: ");
  }

  @Test
  void linksLeadToWebPagesAndMailboxesOnly() {
    // When
    XWPFDocument document =
        read(
            "[雾](https://example.org/a b?q=雾) [mail](mailto:me@example.org) [share](//evil/share) [file](notes.txt) ![pic](https://example.org/p.png)");
    // Then
    List<String> links =
        document.getParagraphs().getFirst().getRuns().stream()
            .filter(XWPFHyperlinkRun.class::isInstance)
            .map(run -> run.text() + " " + ((XWPFHyperlinkRun) run).getHyperlink(document).getURL())
            .toList();
    assertThat(links)
        .contains("mail mailto:me@example.org", "pic https://example.org/p.png")
        .noneMatch(link -> link.contains("evil") || link.contains("notes"));
    assertThat(document.getAllPictures()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<script>alert(1)</script> <img src=x onerror=alert(1)>",
        "a\u0000b\u0008c \ud800 d \uffff e",
        "> > > - 1. > deep",
        "- \n- x\n-",
        "[x](https://example.org/%zz<>\"{}|^`)",
        "$$\na < b\n$$",
        "| a |\n|---|\n| b | c | d |"
      })
  void isAWholeFileWhateverTheText(String markdown) {
    assertThat(read(markdown).getBodyElements()).isNotNull();
  }

  @Test
  void losesNoText() {
    // When
    String text =
        read("a <script>b</script> &amp; 😀 e\u0301 \u200d").getParagraphs().stream()
            .map(XWPFParagraph::getText)
            .collect(Collectors.joining());
    // Then
    assertThat(text).isEqualTo("a <script>b</script> & 😀 e\u0301 \u200d");
  }

  private static XWPFRun run(List<XWPFRun> runs, String text) {
    return runs.stream().filter(run -> run.text().equals(text)).findFirst().orElseThrow();
  }

  private static String styledText(XWPFParagraph paragraph) {
    return paragraph.getStyle() + ": " + paragraph.getText();
  }

  private static XWPFDocument read(String markdown) {
    try {
      return new XWPFDocument(new ByteArrayInputStream(WordDocument.of("标题 Title", markdown)));
    } catch (IOException e) {
      throw new AssertionError("Word would not open it", e);
    }
  }
}
