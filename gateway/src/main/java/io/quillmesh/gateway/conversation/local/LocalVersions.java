package io.quillmesh.gateway.conversation.local;

import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.article.ArticleText;
import io.quillmesh.gateway.conversation.article.ArticleVersions;
import io.quillmesh.gateway.conversation.snapshot.Snapshots;
import io.quillmesh.gateway.conversation.versions.ProvenanceFinder;
import io.quillmesh.gateway.conversation.versions.VersionInfo;
import io.quillmesh.gateway.conversation.versions.VersionReader;
import io.quillmesh.gateway.diff.TextDiff;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The versions of this instance's conversations. Texts are compared after they have been read,
 * because a conversation waits while it is read.
 */
final class LocalVersions implements ArticleVersions {
  private final LocalConversations conversations;
  private final ProvenanceFinder provenances = new ProvenanceFinder();

  LocalVersions(LocalConversations conversations) {
    this.conversations = conversations;
  }

  private <T> Optional<T> read(
      String conversationId, Owner owner, Function<VersionReader, @Nullable T> reader) {
    return conversations.read(
        conversationId, view -> VersionReader.of(view, conversationId, owner).map(reader));
  }

  @Override
  public Optional<Page> list(
      String conversationId, Owner owner, @Nullable Integer before, int limit) {
    return read(conversationId, owner, versions -> versions.page(before, limit));
  }

  @Override
  public Optional<ArticleText> article(
      String conversationId, Owner owner, @Nullable Integer version) {
    return conversations.read(
        conversationId, view -> Snapshots.article(view, conversationId, owner, version));
  }

  @Override
  public Optional<Text> get(String conversationId, Owner owner, int version) {
    return read(
        conversationId,
        owner,
        versions -> {
          VersionInfo info = versions.info(version);
          String text = versions.text(version);
          return info == null || text == null
              ? null
              : new Text(VersionReader.shown(version, info), text);
        });
  }

  @Override
  public Optional<Diff> diff(
      String conversationId, Owner owner, int version, @Nullable Integer from) {
    return read(conversationId, owner, versions -> pair(versions, version, from))
        .map(it -> new Diff(it.from(), version, TextDiff.parts(it.before(), it.after())));
  }

  private record Pair(int from, String before, String after) {}

  private static @Nullable Pair pair(VersionReader versions, int version, @Nullable Integer from) {
    VersionInfo info = versions.info(version);
    String after = versions.text(version);
    if (info == null || after == null) {
      return null;
    }
    int other = from == null ? info.base() : from;
    String before = versions.text(other);
    if (before == null && from == null) {
      return new Pair(0, "", after);
    }
    return before == null ? null : new Pair(other, before, after);
  }

  @Override
  public Optional<Provenance> provenance(String conversationId, Owner owner, int version) {
    return provenances.find(
        conversationId,
        version,
        new ProvenanceFinder.Source() {
          @Override
          public @Nullable VersionInfo info(int number) {
            return read(conversationId, owner, versions -> versions.info(number)).orElse(null);
          }

          @Override
          public @Nullable String text(int number) {
            return read(conversationId, owner, versions -> versions.text(number)).orElse(null);
          }
        });
  }
}
