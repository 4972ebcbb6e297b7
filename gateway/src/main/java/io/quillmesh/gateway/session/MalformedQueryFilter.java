package io.quillmesh.gateway.session;

import io.quillmesh.gateway.problem.ProblemCode;
import io.quillmesh.gateway.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses malformed queries (RFC 3986), such as {@code ?after=%zz}. The container accepts them.
 * Code that reads one later, or passes it on, would fail as if the gateway had a defect.
 */
class MalformedQueryFilter extends OncePerRequestFilter {
  private final ProblemWriter problems;

  MalformedQueryFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isWellFormed(request.getQueryString())) {
      chain.doFilter(request, response);
    } else {
      problems.write(
          response,
          ProblemCode.MALFORMED,
          "The query of the address is not encoded as RFC 3986 has it.");
    }
  }

  private static boolean isWellFormed(@Nullable String query) {
    try {
      return query == null || new URI("?" + query).getRawQuery() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
