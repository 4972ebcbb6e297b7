package io.quillmesh.gateway.http;

import io.quillmesh.gateway.conversation.ArticleText;
import io.quillmesh.markdown.Markdown;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.util.HtmlUtils;

/** The formats of an article. */
enum ArticleFormat {
  /** As it was written. */
  MARKDOWN("text/markdown", "md") {
    @Override
    String render(ArticleText article) {
      return article.markdown();
    }
  },
  /** A whole page. A model or a person wrote the text, so its tags are escaped. */
  HTML("text/html", "html") {
    @Override
    String render(ArticleText article) {
      return """
      <!doctype html>
      <html>
      <head><meta charset="utf-8"><title>%s</title></head>
      <body>
      %s</body>
      </html>
      """
          .formatted(HtmlUtils.htmlEscape(article.title()), Markdown.toHtml(article.markdown()));
    }
  },
  /** Plain text, without mark-up. */
  TEXT("text/plain", "txt") {
    @Override
    String render(ArticleText article) {
      return Markdown.toText(article.markdown()) + "\n";
    }
  };

  private final String mediaType;
  private final String extension;

  ArticleFormat(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  abstract String render(ArticleText article);

  MediaType mediaType() {
    return new MediaType(MediaType.parseMediaType(mediaType), StandardCharsets.UTF_8);
  }

  String extension() {
    return extension;
  }

  static Optional<ArticleFormat> named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
