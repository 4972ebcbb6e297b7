package io.quillmesh.gateway.page;

import io.quillmesh.gateway.proxy.AskedFor;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers {@code /} with the page itself. Spring Boot's welcome page is a forward. Tomcat 11 ends
 * the response with the forward, before the filters around it have written their part, so the
 * security headers and the cached body would be missing.
 */
@RestController
class FrontPage {
  private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

  private final String page;

  FrontPage() throws IOException {
    page = new ClassPathResource("static/index.html").getContentAsString(StandardCharsets.UTF_8);
  }

  @GetMapping("/")
  ResponseEntity<String> page(HttpServletRequest request) {
    return ResponseEntity.ok()
        .contentType(HTML)
        .cacheControl(CacheControl.noCache())
        .body(at(AskedFor.of(request).prefix(), request.getContextPath()));
  }

  /**
   * The page loads files that are next to it. A proxy that removes {@code /quill} from the path
   * answers {@code /quill} like {@code /quill/}. At {@code /quill}, the browser would use the
   * folder above, so the page says where it is.
   */
  private String at(String prefix, String contextPath) {
    return prefix.isEmpty()
        ? page
        : page.replaceFirst("<head>", "<head>\n  <base href=\"" + prefix + contextPath + "/\">");
  }
}
