package io.quillmesh.gateway.http;

import io.quillmesh.gateway.conversation.article.ArticleText;
import io.quillmesh.gateway.docx.WordDocument;
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
    byte[] render(ArticleText article) {
      return utf8(article.markdown());
    }
  },
  /** A whole page. A model or a person wrote the text, so its tags are escaped. */
  HTML("text/html", "html") {
    @Override
    byte[] render(ArticleText article) {
      return utf8(
          """
          <!doctype html>
          <html>
          <head><meta charset="utf-8"><title>%s</title></head>
          <body>
          %s</body>
          </html>
          """
              .formatted(
                  HtmlUtils.htmlEscape(article.title()), Markdown.toHtml(article.markdown())));
    }
  },
  /** Plain text, without mark-up. */
  TEXT("text/plain", "txt") {
    @Override
    byte[] render(ArticleText article) {
      return utf8(Markdown.toText(article.markdown()) + "\n");
    }
  },
  /** For Word and other word processors. */
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx") {
    @Override
    byte[] render(ArticleText article) {
      return WordDocument.of(article.title(), article.markdown());
    }

    @Override
    MediaType mediaType() {
      return MediaType.parseMediaType(mediaType);
    }
  };

  final String mediaType;
  private final String extension;

  ArticleFormat(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  /** The bytes of the file. */
  abstract byte[] render(ArticleText article);

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

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
