package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.client.Frame;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.client.Run;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A conversation in each language: write, revise the mood, choose a template. */
@BlackBox
class ThreeTurnsTest {

  private static final Map<Script, ThreeTurns> SEEN = new EnumMap<>(Script.class);

  @BeforeAll
  static void talk(Gateway gateway, OfflineModel model) {
    model.delay(Duration.ofMillis(50), Duration.ofMillis(3));
    for (Script script : Script.values()) {
      SEEN.put(script, ThreeTurns.of(script, gateway.newPerson()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyTurnEndsWell(Script script) {
    assertThat(seen(script).all()).allMatch(Run::succeeded);
  }

  @ParameterizedTest
  @EnumSource
  void theArticleIsSeenGrowing(Script script) {
    Run run = seen(script).write();
    List<Frame> contents = run.contentsOf(run.id() + "/article");

    assertThat(contents).hasSizeGreaterThan(3);
    assertThat(contents.getLast().receivedNanos())
        .isGreaterThan(contents.getFirst().receivedNanos());
  }

  @ParameterizedTest
  @EnumSource
  void whatWasStreamedIsTheArticle(Script script) {
    assertThat(seen(script).all())
        .allSatisfy(run ->
            assertThat(run.article())
                .isNotBlank()
                .isEqualTo(run.state().at("/article/markdown").asString()));
  }

  @ParameterizedTest
  @EnumSource
  void articleAndReplyAreAboutTheTopic(Script script) {
    assertThat(seen(script).write().article()).startsWith("# ").contains(script.topic());
    assertThat(seen(script).write().reply()).contains(script.topic());
  }

  @ParameterizedTest
  @EnumSource
  void versionsAreCounted(Script script) {
    assertThat(seen(script).all())
        .extracting(run -> run.state().at("/article/version").asInt())
        .containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @EnumSource
  void anotherMoodKeepsTheHeadingsAndChangesTheText(Script script) {
    ThreeTurns turns = seen(script);

    assertThat(headings(turns.revise())).isNotEmpty().isEqualTo(headings(turns.write()));
    assertThat(turns.revise().article()).isNotEqualTo(turns.write().article());
  }

  @ParameterizedTest
  @EnumSource
  void aTemplateRearrangesTheArticle(Script script) {
    ThreeTurns turns = seen(script);

    assertThat(headings(turns.template())).isNotEmpty().isNotEqualTo(headings(turns.revise()));
    assertThat(turns.template().article()).contains(script.topic());
  }

  @ParameterizedTest
  @EnumSource
  void everyReplySuggestsSomethingToSay(Script script) {
    assertThat(seen(script).all())
        .allSatisfy(run ->
            assertThat(script.suggestions())
                .filteredOn(suggestion -> run.reply().contains(suggestion))
                .as("suggested in: %s", run.reply())
                .hasSize(1));
  }

  @ParameterizedTest
  @EnumSource
  void theIntentOfEveryTurnIsKnown(Script script) {
    assertThat(seen(script).all())
        .extracting(run -> run.state().at("/intent/name").asString())
        .containsExactly("GENERATE_ARTICLE", "CHANGE_STYLE", "CHOOSE_TEMPLATE");
  }

  @ParameterizedTest
  @EnumSource
  void thePhaseIsShownWithChoices(Script script) {
    assertThat(seen(script).all())
        .allSatisfy(run -> {
          assertThat(run.state().path("phase").asString()).isNotBlank();
          assertThat(run.state().path("choices")).hasSizeLessThanOrEqualTo(5);
        });
    assertThat(ThreeTurns.templates(seen(script).write())).hasSizeBetween(3, 5);
  }

  @ParameterizedTest
  @EnumSource
  void theStateSaysWhatEveryAgentDid(Script script) {
    JsonNode agents = seen(script).write().state().path("agents");

    assertThat(agents.propertyNames())
        .containsExactlyInAnyOrder("intent", "context", "generator", "reply", "phase");
    assertThat(agents)
        .allSatisfy(agent -> {
          assertThat(agent.path("status").asString()).isEqualTo("DONE");
          assertThat(agent.path("model").asString()).startsWith("offline-");
          assertThat(agent.path("outputTokens").asLong()).isPositive();
        });
  }

  @ParameterizedTest
  @EnumSource
  void theContextIsAnalysed(Script script) {
    JsonNode context = seen(script).write().state().path("context");

    assertThat(context.path("summary").asString()).isNotBlank();
    assertThat(context.path("needs")).isNotEmpty();
    assertThat(context.path("entities"))
        .anySatisfy(entity -> assertThat(entity.path("name").asString()).contains(script.topic()));
  }

  private static ThreeTurns seen(Script script) {
    return Objects.requireNonNull(SEEN.get(script));
  }

  private static List<String> headings(Run run) {
    return run.article().lines().filter(line -> line.startsWith("##")).toList();
  }
}
