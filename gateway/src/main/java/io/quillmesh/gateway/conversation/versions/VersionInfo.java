package io.quillmesh.gateway.conversation.versions;

import io.quillmesh.gateway.conversation.agui.Json;
import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.gateway.conversation.state.ArticleVersion;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.StateView;
import io.quillmesh.gateway.conversation.state.Stored;
import io.quillmesh.gateway.conversation.text.Work;
import io.quillmesh.schemas.Author;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a version beside its text, in a piece of its own, so that a list of hundreds
 * reads no texts.
 *
 * @param createdAt null for a version of an earlier release, which has no such piece
 * @param base the version that it was made from; 0 for a text that was written anew
 * @param length of the text, in UTF-16 units
 * @param unfinished true if it was cut off before its end; else null
 * @param origin how an agent came to write it; null for a person's
 * @param save how a person came to save it; null for an agent's
 */
public record VersionInfo(
    @Nullable Instant createdAt,
    Author author,
    int base,
    String title,
    SharedState.Size size,
    int length,
    @Nullable Boolean unfinished,
    @Nullable Origin origin,
    @Nullable Save save) {

  static VersionInfo of(
      SharedState.Article shown,
      ArticleVersion kept,
      Instant now,
      @Nullable Origin origin,
      @Nullable Save save) {
    return new VersionInfo(
        now,
        kept.author(),
        kept.base(),
        kept.title(),
        shown.size(),
        kept.markdown().length(),
        kept.unfinished(),
        origin,
        save);
  }

  /** Of a version; null when there is none. */
  static @Nullable VersionInfo find(StateView pieces, String conversationId, int version) {
    byte[] kept = pieces.get(Keys.version(conversationId, version));
    if (kept != null) {
      return Json.fromBytes(kept, VersionInfo.class);
    }
    ArticleVersion text = new Stored(pieces, conversationId).article(version);
    return text == null ? null : ofEarlierRelease(text);
  }

  /** What the text of an earlier release says of itself. */
  private static VersionInfo ofEarlierRelease(ArticleVersion kept) {
    return new VersionInfo(
        null,
        kept.author(),
        kept.base(),
        kept.title(),
        kept.toShared(0).size(),
        kept.markdown().length(),
        kept.unfinished(),
        null,
        kept.author() == Author.PERSON ? Save.edit(kept.base(), null) : null);
  }

  /** Whose work its text is; null when that is not known, or it is a person's. */
  public @Nullable Work work() {
    return origin == null ? null : origin.work();
  }

  /**
   * The first version that this one stands for: those of the same sitting before it are gone.
   *
   * @param version its own number
   */
  int first(int version) {
    return save == null || save.sitting() == null ? version : save.sitting().first();
  }
}
