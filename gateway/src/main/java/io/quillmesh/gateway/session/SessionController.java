package io.quillmesh.gateway.session;

import io.quillmesh.gateway.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Begins and renews anonymous sessions; not there where an issuer is configured. */
@RestController
class SessionController {
  private final @Nullable AnonymousSessions sessions;

  SessionController(ObjectProvider<AnonymousSessions> sessions) {
    this.sessions = sessions.getIfAvailable();
  }

  @PostMapping("/v1/sessions")
  AnonymousSessions.Session session(@AuthenticationPrincipal @Nullable Identity identity) {
    if (sessions == null) {
      throw ProblemException.notFound();
    }
    return identity == null ? sessions.begin() : sessions.renew(identity);
  }
}
