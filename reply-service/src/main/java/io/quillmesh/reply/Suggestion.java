package io.quillmesh.reply;

import io.quillmesh.schemas.Analysis;
import io.quillmesh.schemas.ArticleResult;
import io.quillmesh.schemas.Turn;
import io.quillmesh.writing.Capability;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which capability a reply points out. */
final class Suggestion {
  private Suggestion() {}

  /**
   * The first one, in the context agent's order, that the person has not used, does not use in this
   * turn, and can use now. None when the article failed: then something else is more urgent.
   */
  static Optional<Capability> forReplyTo(ReplyRequest request) {
    ArticleResult result = request.article();
    if (result == null) {
      return Optional.empty();
    }
    Turn turn = request.turn();
    boolean hasArticle = result.getArticle() != null || turn.getArticle() != null;
    List<String> usedNow = result.getRecognition().getCapabilities();
    return undiscovered(request.analysis(), turn).stream()
        .filter(capability -> !usedNow.contains(capability.id()))
        .filter(capability -> fits(capability, hasArticle))
        .findFirst();
  }

  private static List<Capability> undiscovered(@Nullable Analysis analysis, Turn turn) {
    return analysis == null
        ? Capability.undiscovered(turn.getCapabilitiesUsed())
        : analysis.getUndiscoveredCapabilities().stream()
            .map(Capability::of)
            .flatMap(Optional::stream)
            .toList();
  }

  private static boolean fits(Capability capability, boolean hasArticle) {
    return switch (capability) {
      case GENERATE_ARTICLE -> !hasArticle;
      case REVISE_CONTENT, STYLE, ARTISTIC_MOOD, LENGTH, TRANSLATE, TEMPLATE, ASK_ABOUT_ARTICLE ->
          hasArticle;
    };
  }
}
