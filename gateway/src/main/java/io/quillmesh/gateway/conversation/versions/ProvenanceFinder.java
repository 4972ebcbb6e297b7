package io.quillmesh.gateway.conversation.versions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quillmesh.gateway.conversation.article.ArticleVersions.Provenance;
import io.quillmesh.gateway.conversation.article.ArticleVersions.Span;
import io.quillmesh.gateway.diff.Authorship;
import io.quillmesh.gateway.diff.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who wrote which part of a version: from the version back to the text that all began
 * with, and then forward again, change by change. What was found is remembered for a while, so the
 * next version needs one step. Safe for use by many threads.
 */
public final class ProvenanceFinder {
  /** In UTF-16 units of all texts that are read for one answer; what is older is not looked at. */
  private static final long MOST_TEXT = 20_000_000;

  /** A version costs at least so much. */
  private static final int EACH = 1_000;

  /** For all changes of one answer. What does not fit counts as replaced. */
  private static final long STEPS = 50_000_000;

  private static final int MOST_SPANS = 500_000;

  private final Cache<Key, Authorship> known =
      Caffeine.newBuilder()
          .maximumWeight(MOST_SPANS)
          .weigher((Key _, Authorship it) -> it.spans().size() + 1)
          .expireAfterAccess(Duration.ofMinutes(30))
          .build();

  /**
   * What tells a version from one that had its number before, in a transaction that was aborted.
   * There is no text in it, nor in what is remembered: of an erased conversation nothing is left.
   */
  private record Key(
      String conversationId, int version, @Nullable Instant createdAt, int base, int length) {
    static Key of(String conversationId, int version, VersionInfo info) {
      return new Key(conversationId, version, info.createdAt(), info.base(), info.length());
    }
  }

  /** Reads the pieces of one conversation, each time anew: it may be erased meanwhile. */
  public interface Source {
    /** Null when there is no such version. */
    @Nullable VersionInfo info(int version);

    /** Null when there is no such version. */
    @Nullable String text(int version);
  }

  /** Empty when there is no such version. */
  public Optional<Provenance> find(String conversationId, int version, Source source) {
    Map<Integer, VersionInfo> infos = new HashMap<>();
    Deque<Integer> chain = new ArrayDeque<>();
    Authorship authors = back(conversationId, version, source, infos, chain);
    String text = null;
    Budget budget = new Budget(STEPS);
    for (int number : chain) {
      String changed = source.text(number);
      if (changed == null) {
        return Optional.empty();
      }
      if (text != null && authors != null) {
        authors = authors.changed(text, changed, number, budget);
      } else if (authors == null) {
        authors = Authorship.of(changed, number);
      }
      text = changed;
    }
    VersionInfo info = infos.get(version);
    if (authors == null || info == null) {
      return Optional.empty();
    }
    known.put(Key.of(conversationId, version, info), authors);
    return shown(version, authors, infos, source);
  }

  /**
   * Follows the bases back.
   *
   * @param chain the versions on the way, the oldest first
   * @return whose the oldest one is; null when that is not known, so that all of it is its own
   */
  private @Nullable Authorship back(
      String conversationId,
      int version,
      Source source,
      Map<Integer, VersionInfo> infos,
      Deque<Integer> chain) {
    long text = 0;
    int number = version;
    while (number > 0 && text < MOST_TEXT && !infos.containsKey(number)) {
      VersionInfo info = source.info(number);
      if (info == null) {
        return null;
      }
      infos.put(number, info);
      chain.addFirst(number);
      Authorship remembered = known.getIfPresent(Key.of(conversationId, number, info));
      if (remembered != null) {
        return remembered;
      }
      text += EACH + info.length();
      number = info.base();
    }
    return null;
  }

  private static Optional<Provenance> shown(
      int version, Authorship authors, Map<Integer, VersionInfo> infos, Source source) {
    List<Span> spans = new ArrayList<>();
    for (Authorship.Span span : authors.spans()) {
      VersionInfo info = infos.computeIfAbsent(span.version(), source::info);
      if (info == null) {
        return Optional.empty();
      }
      spans.add(shown(span, info));
    }
    return Optional.of(new Provenance(version, spans));
  }

  private static Span shown(Authorship.Span span, VersionInfo by) {
    Origin origin = by.origin();
    return new Span(
        span.start(),
        span.end(),
        span.version(),
        by.author(),
        origin == null ? null : origin.agent(),
        origin == null ? null : origin.model(),
        origin == null ? null : origin.promptHash(),
        origin == null ? null : origin.runId());
  }
}
