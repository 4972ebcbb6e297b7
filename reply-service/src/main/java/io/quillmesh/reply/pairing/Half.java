package io.quillmesh.reply.pairing;

import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.ArticleWritten;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Failure;
import io.quillmesh.schemas.ReplyRequested;
import io.quillmesh.schemas.Turn;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * One side of a pair: the context of a turn or its article, or the failure that stands for either.
 *
 * @param side which
 * @param known the reply request as far as this side can fill it. An article brings no more than
 *     the ids of its turn; a context, or a failure, brings all of it.
 */
record Half(Side side, ReplyRequested known) {

  enum Side {
    CONTEXT,
    ARTICLE
  }

  /** The half that an event brings; nothing if the reply does not wait for it. */
  static Optional<Half> of(SpecificRecord event) {
    return switch (event) {
      case ContextAnalyzed context -> Optional.of(of(context));
      case ArticleWritten article -> Optional.of(of(article));
      case AgentFailed failed -> of(failed);
      default -> throw new IllegalArgumentException("No half: " + event.getClass());
    };
  }

  private static Half of(ContextAnalyzed event) {
    return new Half(
        Side.CONTEXT, request(event.getTurn()).setAnalysis(event.getAnalysis()).build());
  }

  private static Half of(ArticleWritten event) {
    Turn ids =
        Turn.newBuilder()
            .setConversationId(event.getConversationId())
            .setTurnId(event.getTurnId())
            .build();
    return new Half(Side.ARTICLE, request(ids).setArticle(event.getResult()).build());
  }

  private static Optional<Half> of(AgentFailed event) {
    Failure failure = event.getFailure();
    return switch (failure.getAgent()) {
      case CONTEXT ->
          Optional.of(
              new Half(Side.CONTEXT, request(event.getTurn()).setAnalysisFailure(failure).build()));
      // Without an intent there will be no article.
      case INTENT, GENERATOR ->
          Optional.of(
              new Half(Side.ARTICLE, request(event.getTurn()).setArticleFailure(failure).build()));
      case REPLY, PHASE, UNKNOWN -> Optional.empty();
    };
  }

  /** A half that was stored. */
  static Half stored(ReplyRequested known) {
    boolean isContext = known.getAnalysis() != null || known.getAnalysisFailure() != null;
    return new Half(isContext ? Side.CONTEXT : Side.ARTICLE, known);
  }

  /** Such a record would meet other such records. */
  boolean isOfNoTurn() {
    Turn turn = known.getTurn();
    return turn.getTurnId().isEmpty() || turn.getConversationId().isEmpty();
  }

  /** Conversations may have been given the same turn id by their clients: they never meet here. */
  String key() {
    return known.getTurn().getConversationId() + "/" + known.getTurn().getTurnId();
  }

  /**
   * The whole pair.
   *
   * @throws IllegalArgumentException if the other is the same side
   */
  ReplyRequested with(Half other, Instant now) {
    if (other.side == side) {
      throw new IllegalArgumentException("Two halves of the same side: " + side);
    }
    ReplyRequested context = side == Side.CONTEXT ? known : other.known;
    ReplyRequested article = side == Side.ARTICLE ? known : other.known;
    return ReplyRequested.newBuilder(context)
        .setEventId(EventIds.of(context.getTurn().getTurnId(), "REPLY_REQUEST"))
        .setOccurredAt(now)
        .setArticle(article.getArticle())
        .setArticleFailure(article.getArticleFailure())
        .build();
  }

  private static ReplyRequested.Builder request(Turn turn) {
    return ReplyRequested.newBuilder().setTurn(turn);
  }
}
