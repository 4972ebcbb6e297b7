package io.quillmesh.gateway.limits;

import io.quillmesh.gateway.EdgeProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Limits how many anonymous sessions may begin from one address. Renewing a session does not count.
 */
@Component
public class NewSessions implements HandlerInterceptor {
  public static final String PATH = "/v1/sessions";

  private final RatePerKey byAddress;
  private final EdgeMetrics metrics;

  NewSessions(EdgeProperties settings, EdgeMetrics metrics) {
    this.byAddress = new RatePerKey(settings.crowd().sessionsPerAddress(), System::nanoTime);
    this.metrics = metrics;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    boolean begins =
        HttpMethod.POST.matches(request.getMethod()) && request.getUserPrincipal() == null;
    if (begins && !byAddress.tryTake(ClientAddress.of(request.getRemoteAddr()).name())) {
      metrics.refused(Refusal.ADDRESS_SESSIONS);
      throw Refusal.ADDRESS_SESSIONS.problem();
    }
    return true;
  }
}
