package io.quillmesh.gateway.http;

import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.article.ArticleText;
import io.quillmesh.gateway.conversation.article.ArticleVersions;
import io.quillmesh.gateway.problem.ProblemCode;
import io.quillmesh.gateway.problem.ProblemException;
import io.quillmesh.gateway.protocol.Ids;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Downloads of articles. */
@RestController
class ArticleController {
  private final ArticleVersions versions;

  ArticleController(ArticleVersions versions) {
    this.versions = versions;
  }

  @GetMapping("/v1/conversations/{id}/article")
  ResponseEntity<byte[]> article(
      @AuthenticationPrincipal(expression = "owner") Owner owner,
      @PathVariable("id") String id,
      @RequestParam(name = "version", required = false) @Nullable Integer version,
      @RequestParam(name = "format", defaultValue = "markdown") String format) {
    ArticleFormat as =
        ArticleFormat.named(format)
            .orElseThrow(() ->
                new ProblemException(
                    ProblemCode.MALFORMED, "\"format\" must be markdown, html, text or docx."));
    ArticleText article =
        Ids.thread(id, owner)
            .flatMap(known -> versions.article(known.conversationId(), owner, version))
            .orElseThrow(ProblemException::notFound);
    return ResponseEntity.ok()
        .contentType(as.mediaType())
        .header(HttpHeaders.CONTENT_DISPOSITION, fileName(article, as))
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .body(as.render(article));
  }

  /** Always a download, so that no browser shows a model's text under our own origin. */
  private static String fileName(ArticleText article, ArticleFormat as) {
    String name = article.title().replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]+", " ").strip();
    return ContentDisposition.attachment()
        .filename(
            (name.isEmpty() ? "article" : name) + "." + as.extension(), StandardCharsets.UTF_8)
        .build()
        .toString();
  }
}
