package io.quillmesh.gateway.conversation.versions;

import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.article.ArticleVersions.Page;
import io.quillmesh.gateway.conversation.article.ArticleVersions.Size;
import io.quillmesh.gateway.conversation.article.ArticleVersions.Version;
import io.quillmesh.gateway.conversation.state.ArticleVersion;
import io.quillmesh.gateway.conversation.state.Header;
import io.quillmesh.gateway.conversation.state.StateView;
import io.quillmesh.gateway.conversation.state.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the versions of one conversation. */
public final class VersionReader {
  private final StateView view;
  private final String conversationId;
  private final Stored stored;
  private final int newest;

  private VersionReader(StateView view, String conversationId, Stored stored, Header header) {
    this.view = view;
    this.conversationId = conversationId;
    this.stored = stored;
    this.newest = header.counts().articles();
  }

  /** Empty unless the conversation is the owner's. */
  public static Optional<VersionReader> of(StateView view, String conversationId, Owner owner) {
    Stored stored = new Stored(view, conversationId);
    Header header = stored.header();
    return header != null && header.belongsTo(owner)
        ? Optional.of(new VersionReader(view, conversationId, stored, header))
        : Optional.empty();
  }

  /**
   * The newest first.
   *
   * @param before only older ones than this; null for all
   */
  public Page page(@Nullable Integer before, int limit) {
    List<Version> versions = new ArrayList<>();
    int next = before == null ? newest : Math.min(before - 1, newest);
    while (next > 0 && versions.size() < limit) {
      VersionInfo info = info(next);
      if (info != null) {
        versions.add(shown(next, info));
        next = info.first(next);
      }
      next--;
    }
    return new Page(versions, stored.baseline().currentArticle(stored.turn()), next > 0);
  }

  /** What is kept of a version beside its text; null when there is no such version. */
  public @Nullable VersionInfo info(int version) {
    return version < 1 || version > newest ? null : VersionInfo.find(view, conversationId, version);
  }

  /** The Markdown of a version; null when there is no such version, no text for version 0. */
  public @Nullable String text(int version) {
    if (version == 0) {
      return "";
    }
    ArticleVersion kept = version < 0 ? null : stored.article(version);
    return kept == null ? null : kept.markdown();
  }

  /** As clients see a version. */
  public static Version shown(int version, VersionInfo info) {
    Origin origin = info.origin();
    Save save = info.save();
    return new Version(
        version,
        info.author(),
        info.base(),
        info.createdAt(),
        new Size(info.size().count(), info.size().unit()),
        info.title(),
        origin == null ? null : origin.agent(),
        origin == null ? null : origin.model(),
        origin == null ? null : origin.promptHash(),
        origin == null ? null : origin.promptVariant(),
        origin == null ? null : origin.runId(),
        origin == null ? null : origin.messageId(),
        origin == null ? null : origin.message(),
        save == null ? null : save.restored(),
        info.unfinished(),
        save == null ? null : save.aside());
  }
}
