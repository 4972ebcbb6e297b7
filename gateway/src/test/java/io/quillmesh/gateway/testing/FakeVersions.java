package io.quillmesh.gateway.testing;

import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.article.ArticleText;
import io.quillmesh.gateway.conversation.article.ArticleVersions;
import io.quillmesh.gateway.diff.Part;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The articles and versions that a test has put into {@link FakeConversations}. */
final class FakeVersions implements ArticleVersions {
  private final FakeConversations conversations;

  FakeVersions(FakeConversations conversations) {
    this.conversations = conversations;
  }

  private Stream<Text> of(String conversationId, Owner owner) {
    return conversations.exists(conversationId, owner)
        ? conversations.versions.getOrDefault(conversationId, List.of()).stream()
        : Stream.empty();
  }

  @Override
  public Optional<Page> list(
      String conversationId, Owner owner, @Nullable Integer before, int limit) {
    if (!conversations.exists(conversationId, owner)) {
      return Optional.empty();
    }
    List<Version> all = of(conversationId, owner).map(Text::version).toList().reversed();
    List<Version> older =
        all.stream().filter(it -> before == null || it.version() < before).toList();
    return Optional.of(
        new Page(
            older.stream().limit(limit).toList(),
            all.isEmpty() ? 0 : all.getFirst().version(),
            older.size() > limit));
  }

  @Override
  public Optional<ArticleText> article(
      String conversationId, Owner owner, @Nullable Integer version) {
    return conversations.exists(conversationId, owner)
        ? Optional.ofNullable(conversations.articles.get(conversationId))
            .filter(article -> version == null || article.version() == version)
        : Optional.empty();
  }

  @Override
  public Optional<Text> get(String conversationId, Owner owner, int version) {
    return of(conversationId, owner).filter(it -> it.version().version() == version).findFirst();
  }

  @Override
  public Optional<Diff> diff(
      String conversationId, Owner owner, int version, @Nullable Integer from) {
    return get(conversationId, owner, version)
        .map(it ->
            new Diff(
                from == null ? it.version().base() : from,
                version,
                List.of(
                    new Part(Part.Op.EQUAL, "a"),
                    new Part(Part.Op.DELETE, "b"),
                    new Part(Part.Op.INSERT, "c"))));
  }

  @Override
  public Optional<Provenance> provenance(String conversationId, Owner owner, int version) {
    return get(conversationId, owner, version)
        .map(it ->
            new Provenance(
                version,
                List.of(
                    new Span(
                        0,
                        it.markdown().length(),
                        version,
                        it.version().author(),
                        it.version().agent(),
                        null,
                        null,
                        it.version().runId()))));
  }
}
