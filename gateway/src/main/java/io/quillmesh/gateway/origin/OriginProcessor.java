package io.quillmesh.gateway.origin;

import io.quillmesh.gateway.problem.ProblemCode;
import io.quillmesh.gateway.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;

/** Accepts the gateway's own page, and tells another page why it is refused. */
public class OriginProcessor extends DefaultCorsProcessor {
  private final Origins origins;
  private final ProblemWriter problems;

  public OriginProcessor(Origins origins, ProblemWriter problems) {
    this.origins = origins;
    this.problems = problems;
  }

  @Override
  public boolean processRequest(
      @Nullable CorsConfiguration cors, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (cors == null) {
      return true;
    }
    Optional<String> refused = origins.refused(request, null);
    if (refused.isPresent()) {
      refuse(response, refused.get());
      return false;
    }
    return Origins.own(request).isPresent() || super.processRequest(cors, request, response);
  }

  private void refuse(HttpServletResponse response, String origin) throws IOException {
    // The gateway's own page reads this if a proxy hides its origin. A stranger's page cannot read
    // it. Otherwise, a page anywhere would learn what runs in its visitor's network.
    problems.write(
        response,
        ProblemCode.FORBIDDEN,
        "Pages at "
            + Origins.shown(origin)
            + " may not use this gateway. Whoever runs it can allow them in ALLOWED_ORIGINS; if the"
            + " page is the gateway's own, its proxy must pass the Host header on.");
  }

  /** An allowed origin requests what no page may do. */
  @Override
  protected void rejectRequest(ServerHttpResponse response) throws IOException {
    if (response instanceof ServletServerHttpResponse servlet) {
      problems.write(
          servlet.getServletResponse(),
          ProblemCode.FORBIDDEN,
          "Pages of other origins may use GET, HEAD, POST, PATCH and DELETE, with the headers"
              + " Authorization, Content-Type, Accept and Last-Event-ID.");
    }
  }
}
