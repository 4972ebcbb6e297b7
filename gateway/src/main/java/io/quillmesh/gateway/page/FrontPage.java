package io.quillmesh.gateway.page;

import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers {@code /} with the page itself. Spring Boot's welcome page is a forward, and Tomcat 11
 * ends the response with the forward, before the filters around it have written their part:
 * security headers and the cached body would be missing.
 */
@RestController
class FrontPage {
  private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

  private final Resource page = new ClassPathResource("static/index.html");

  @GetMapping("/")
  ResponseEntity<Resource> page() {
    return ResponseEntity.ok().contentType(HTML).cacheControl(CacheControl.noCache()).body(page);
  }
}
