package io.quillmesh.reply;

import io.quillmesh.markdown.ArticleSize;
import io.quillmesh.schemas.Analysis;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.ArticleOutcome;
import io.quillmesh.schemas.ArticleResult;
import io.quillmesh.schemas.Failure;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Selection;
import io.quillmesh.schemas.Turn;
import io.quillmesh.writing.Capability;
import io.quillmesh.writing.Circumstance;
import io.quillmesh.writing.ScoredNeed;
import io.quillmesh.writing.SelectedPassage;
import io.quillmesh.writing.Wishes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model is told of a turn, as data.
 *
 * @param intent null when the intent is not known, because its agent or the generator failed
 * @param confidence how sure the intent is, from 0 to 1; null when it is not known
 * @param article as it is after the turn; null when there is none
 * @param summary null when the context agent failed
 * @param selection the passage that the message is about; null when it is about none
 * @param capabilities all of them, only for someone who asks what the assistant can do
 */
record ReplyQuestion(
    String message,
    String language,
    @Nullable String intent,
    @Nullable Double confidence,
    @Nullable State article,
    @Nullable String articleFailure,
    @Nullable String contextFailure,
    @Nullable String summary,
    List<ScoredNeed> needs,
    @Nullable Wishes slots,
    @Nullable Ability suggestion,
    @Nullable List<Ability> capabilities,
    @Nullable List<Circumstance> context,
    @Nullable Passage selection) {

  static ReplyQuestion of(ReplyRequest request, @Nullable Capability suggestion) {
    Turn turn = request.turn();
    Analysis analysis = request.analysis();
    ArticleResult result = request.article();
    Recognition recognition = result == null ? null : result.getRecognition();
    return new ReplyQuestion(
        turn.getMessage(),
        turn.getLanguage(),
        recognition == null ? null : recognition.getIntent().name(),
        recognition == null ? null : recognition.getConfidence(),
        State.of(turn.getArticle(), result),
        code(request.articleFailure()),
        code(request.analysisFailure()),
        analysis == null ? null : analysis.getSummary(),
        analysis == null ? List.of() : ScoredNeed.of(analysis),
        recognition == null ? null : Wishes.of(recognition.getSlots()),
        suggestion == null ? null : Ability.of(suggestion, turn.getLanguage()),
        recognition == null || recognition.getIntent() != Intent.ASK_CAPABILITIES
            ? null
            : Ability.all(turn.getLanguage()),
        Circumstance.of(turn),
        Passage.of(turn, result));
  }

  private static @Nullable String code(@Nullable Failure failure) {
    return failure == null ? null : failure.getCode();
  }

  /**
   * The article after the turn.
   *
   * @param unfinished true if it was cut off before its end; else null
   * @param markdown only when the person asks about the article: it is long
   */
  record State(
      String outcome,
      String title,
      ArticleSize size,
      @Nullable Boolean unfinished,
      @Nullable String markdown) {

    static @Nullable State of(@Nullable Article before, @Nullable ArticleResult result) {
      Article now = result == null || result.getArticle() == null ? before : result.getArticle();
      if (now == null) {
        return null;
      }
      ArticleOutcome outcome = result == null ? ArticleOutcome.UNCHANGED : result.getOutcome();
      String text = now.getMarkdown();
      boolean isAskedAbout =
          result != null && result.getRecognition().getIntent() == Intent.ASK_ABOUT_ARTICLE;
      return new State(
          outcome.name(),
          now.getTitle(),
          ArticleSize.of(text),
          now.getUnfinished() ? true : null,
          isAskedAbout ? text : null);
    }
  }

  /**
   * A passage of the article.
   *
   * @param text as it was selected
   * @param now what stands in its place after the turn; null when it was left as it was
   */
  record Passage(String text, @Nullable String now) {

    static @Nullable Passage of(Turn turn, @Nullable ArticleResult result) {
      SelectedPassage selected = SelectedPassage.of(turn);
      return selected == null ? null : new Passage(selected.text(), now(turn, result));
    }

    private static @Nullable String now(Turn turn, @Nullable ArticleResult result) {
      Article before = turn.getArticle();
      Article after = result == null ? null : result.getArticle();
      Selection selection = turn.getSelection();
      if (before == null || after == null || selection == null) {
        return null;
      }
      int rest = before.getMarkdown().length() - selection.getEnd();
      int end = after.getMarkdown().length() - rest;
      return end < selection.getStart()
          ? null
          : SelectedPassage.shortened(after.getMarkdown().substring(selection.getStart(), end));
    }
  }

  /** Something that the assistant can do, and what a person says to have it done. */
  record Ability(String id, String what, String say) {
    static Ability of(Capability capability, String language) {
      return new Ability(capability.id(), capability.what(language), capability.say(language));
    }

    static List<Ability> all(String language) {
      return Arrays.stream(Capability.values()).map(one -> of(one, language)).toList();
    }
  }
}
