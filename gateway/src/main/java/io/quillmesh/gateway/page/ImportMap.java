package io.quillmesh.gateway.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/**
 * The page's import map, which tells browsers where the editor's modules are. Its addresses are
 * relative to the page, so its text is the same under every path.
 */
public final class ImportMap {
  private static final Pattern MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private ImportMap() {}

  /** What a policy says to allow this text and no other. */
  public static String source() {
    try {
      ClassPathResource page = new ClassPathResource("static/index.html");
      return source(page.getContentAsString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same for the text of a page. */
  public static String source(String page) {
    Matcher map = MAP.matcher(page);
    if (!map.find()) {
      throw new IllegalStateException("The page has no import map: <script type=\"importmap\">");
    }
    // Browsers hash the text with the line ends that HTML parsers make of all others.
    byte[] text = map.group(1).replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
