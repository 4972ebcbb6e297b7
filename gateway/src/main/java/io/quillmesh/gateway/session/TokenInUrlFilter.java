package io.quillmesh.gateway.session;

import io.quillmesh.gateway.problem.ProblemCode;
import io.quillmesh.gateway.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses tokens in addresses instead of ignoring them. Addresses end up in logs and histories, and
 * a client that sends a token there should learn it at once.
 */
class TokenInUrlFilter extends OncePerRequestFilter {
  private static final Set<String> NAMES =
      Set.of("access_token", "token", "bearer", "jwt", "id_token", "authorization");

  private final ProblemWriter problems;

  TokenInUrlFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (namesToken(request.getQueryString())) {
      problems.write(
          response,
          ProblemCode.TOKEN_IN_URL,
          "Send the token as Authorization: Bearer, or as the subprotocol bearer.<token> of a"
              + " WebSocket, and consider this one known to others.");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean namesToken(@Nullable String query) {
    return query != null
        && Arrays.stream(query.split("&"))
            .map(parameter -> name(parameter.split("=", 2)[0]))
            .anyMatch(NAMES::contains);
  }

  private static String name(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return encoded; // broken escapes name nothing
    }
  }
}
