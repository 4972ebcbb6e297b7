package io.quillmesh.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.checks.Broker;
import io.quillmesh.endtoend.checks.Processes;
import io.quillmesh.endtoend.declared.Examples;
import io.quillmesh.endtoend.mesh.Mesh;
import io.quillmesh.endtoend.mesh.WithMesh;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the examples of agents that are folders answer, from the prompt to the screen. */
@BlackBox
@WithMesh
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExampleAnswersTest {

  private static final List<String> NAMES =
      List.of("title-suggester", "readability", "fact-sheet", "translator-preview");

  private static final Pattern CHINESE = Pattern.compile("(?s).*\\p{IsHan}.*");
  private static final Pattern NOT_CHINESE = Pattern.compile("\\P{IsHan}+");

  private Examples examples;

  @BeforeAll
  void start(Mesh mesh, Processes processes, Broker broker) throws Exception {
    // Without one, nothing needs to be started.
    Browser.find();
    examples = Examples.start(mesh, processes, broker, NAMES);
  }

  @AfterAll
  void end() throws Exception {
    if (examples != null) {
      examples.close();
    }
  }

  @Test
  @WithBrowser(language = "zh-CN")
  void inChineseOnADesk(Page page) {
    page.sayByButton("帮我写一篇伦敦游记");

    List<AnswerCard> cards = page.awaitAnswers(NAMES);

    assertThat(cards).extracting(AnswerCard::label).containsExactly("标题建议", "可读性", "待核实", "译文预览");
    theyAreShownByTheirShapes(cards, CHINESE);
    assertThat(cards.getLast().texts(".said").getFirst()).matches(NOT_CHINESE).contains("London");
    aPressedTitleIsSaid(page, cards.getFirst(), "就用这个标题：");
  }

  @Test
  @WithBrowser(language = "en", phone = true)
  void inEnglishOnAPhone(Page page) {
    page.sayByButton("Help me write a travelogue about London");

    List<AnswerCard> cards = page.awaitAnswers(NAMES);

    assertThat(cards)
        .extracting(AnswerCard::label)
        .containsExactly("Titles", "Readability", "Facts to check", "In the other language");
    theyAreShownByTheirShapes(cards, NOT_CHINESE);
    assertThat(cards.getLast().texts(".said").getFirst()).matches(CHINESE).contains("伦敦");
    aPressedTitleIsSaid(page, cards.getFirst(), "Use this title: ");
  }

  private static void theyAreShownByTheirShapes(List<AnswerCard> cards, Pattern language) {
    AnswerCard titles = cards.get(0);
    assertThat(titles.texts(".choices > button"))
        .hasSize(5)
        .doesNotHaveDuplicates()
        .allSatisfy(title -> assertThat(title).matches(language));

    AnswerCard scores = cards.get(1);
    List<String> points = scores.texts(".score .number");
    assertThat(points).hasSize(4).allSatisfy(score -> assertThat(score).matches("\\d{1,3}"));
    assertThat(scores.each(".score-bar > span", "style.width"))
        .isEqualTo(points.stream().map(score -> score + "%").toList());
    assertThat(scores.texts("dt"))
        .contains("Overall", "Clarity", "Structure", "Vividness", "Reason");
    assertThat(scores.texts(".text"))
        .hasSize(3)
        .allSatisfy(reason -> assertThat(reason).matches(language));

    AnswerCard facts = cards.get(2);
    assertThat(facts.texts(".records > li")).hasSizeBetween(1, 8);
    assertThat(facts.texts("dt")).contains("Sentence", "Check");
    assertThat(facts.texts(".text"))
        .isNotEmpty()
        .allSatisfy(claim -> assertThat(claim).matches(language));
    assertThat(facts.texts(".tag"))
        .isNotEmpty()
        .isSubsetOf("Date", "Number", "Name", "Place", "Event", "Quotation", "Science");
  }

  private static void aPressedTitleIsSaid(Page page, AnswerCard titles, String form) {
    assertThat(page.cutOff()).isEmpty();
    String title = titles.texts(".choices > button").getFirst();

    titles.press(".choices > button");

    page.awaitVersion(2);
    assertThat(page.article()).contains(title);
    assertThat(page.awaitReply(2)).contains(title);
    assertThat(page.saidByThePerson()).last().isEqualTo(form + title);
    assertThat(page.errors()).isEmpty();
  }
}
