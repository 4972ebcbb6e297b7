package io.quillmesh.gateway.http;

import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.article.ArticleVersions;
import io.quillmesh.gateway.problem.ProblemException;
import io.quillmesh.gateway.protocol.Ids;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The versions of articles: listed, read, compared, and who wrote what of them. */
@RestController
@RequestMapping("/v1/conversations/{id}/versions")
class VersionController {
  private static final String OWNER = "owner";
  private static final int MOST = 200;

  private final ArticleVersions versions;

  VersionController(ArticleVersions versions) {
    this.versions = versions;
  }

  @GetMapping
  ArticleVersions.Page list(
      @AuthenticationPrincipal(expression = OWNER) Owner owner,
      @PathVariable("id") String id,
      @RequestParam(name = "before", required = false) @Nullable String before,
      @RequestParam(name = "limit", defaultValue = "100") String limit) {
    Integer from =
        before == null ? null : WholeNumbers.parameter("before", before, 1, Integer.MAX_VALUE);
    int most = WholeNumbers.parameter("limit", limit, 1, MOST);
    return find(id, owner, it -> versions.list(it, owner, from, most));
  }

  @GetMapping("/{version}")
  ArticleVersions.Text get(
      @AuthenticationPrincipal(expression = OWNER) Owner owner,
      @PathVariable("id") String id,
      @PathVariable("version") String version) {
    int number = version(version);
    return find(id, owner, it -> versions.get(it, owner, number));
  }

  @GetMapping("/{version}/diff")
  ArticleVersions.Diff diff(
      @AuthenticationPrincipal(expression = OWNER) Owner owner,
      @PathVariable("id") String id,
      @PathVariable("version") String version,
      @RequestParam(name = "from", required = false) @Nullable String from) {
    int number = version(version);
    Integer other =
        from == null ? null : WholeNumbers.parameter("from", from, 0, Integer.MAX_VALUE);
    return find(id, owner, it -> versions.diff(it, owner, number, other));
  }

  @GetMapping("/{version}/provenance")
  ArticleVersions.Provenance provenance(
      @AuthenticationPrincipal(expression = OWNER) Owner owner,
      @PathVariable("id") String id,
      @PathVariable("version") String version) {
    int number = version(version);
    return find(id, owner, it -> versions.provenance(it, owner, number));
  }

  private static <T> T find(String id, Owner owner, Function<String, Optional<T>> conversation) {
    return Ids.thread(id, owner)
        .flatMap(thread -> conversation.apply(thread.conversationId()))
        .orElseThrow(ProblemException::notFound);
  }

  private static int version(String text) {
    return WholeNumbers.of(text).orElseThrow(ProblemException::notFound);
  }
}
