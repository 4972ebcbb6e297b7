package io.quillmesh.gateway.session;

import io.quillmesh.gateway.origin.Origins;
import io.quillmesh.gateway.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Begins and renews anonymous sessions. It does not exist if an issuer is configured. */
@RestController
class SessionController {
  private final @Nullable AnonymousSessions sessions;

  SessionController(ObjectProvider<AnonymousSessions> sessions) {
    this.sessions = sessions.getIfAvailable();
  }

  @PostMapping("/v1/sessions")
  AnonymousSessions.Session session(
      @AuthenticationPrincipal @Nullable Identity identity, HttpServletRequest request) {
    if (sessions == null) {
      throw ProblemException.notFound();
    }
    Optional<String> page = Origins.own(request);
    return identity == null ? sessions.begin(page) : sessions.renew(identity, page);
  }
}
