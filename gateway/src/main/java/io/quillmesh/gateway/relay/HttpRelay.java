package io.quillmesh.gateway.relay;

import io.quillmesh.gateway.EdgeProperties;
import io.quillmesh.gateway.conversation.Conversations;
import io.quillmesh.gateway.conversation.Location;
import io.quillmesh.gateway.peer.Hop;
import io.quillmesh.gateway.peer.PeerRequest;
import io.quillmesh.gateway.peer.PeerUnavailableException;
import io.quillmesh.gateway.peer.Peers;
import io.quillmesh.gateway.peer.Visitor;
import io.quillmesh.gateway.problem.ProblemException;
import io.quillmesh.gateway.protocol.Ids;
import io.quillmesh.gateway.protocol.JsonBody;
import io.quillmesh.gateway.session.Identity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Passes on requests for a conversation or a list that another instance hosts, and returns the
 * answer of that instance. If no instance hosts it, the request continues here, and its answer says
 * so.
 */
@Component
public class HttpRelay implements HandlerInterceptor {
  private static final Logger log = LoggerFactory.getLogger(HttpRelay.class);

  private final Conversations conversations;
  private final Peers peers;
  private final EdgeProperties settings;

  HttpRelay(Conversations conversations, Peers peers, EdgeProperties settings) {
    this.conversations = conversations;
    this.peers = peers;
    this.settings = settings;
  }

  /** Whether a request comes from a client and not from another instance: one hop is enough. */
  public static boolean mayPassOn(HttpServletRequest request) {
    return !Hop.isMarked(Collections.list(request.getHeaders(Hop.HEADER)));
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException, InterruptedException {
    if (mayPassOn(request) && locate(request).orElse(null) instanceof Location.There(URI peer)) {
      passOn(peer, request, response);
      return false;
    }
    return true;
  }

  private void passOn(URI peer, HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    PeerRequest question =
        question(request, JsonBody.bytes(request, settings.sizes().body()), true);
    try {
      new PeerAnswer(peers.send(peer, question, settings.times().answer())).copyTo(response);
    } catch (PeerUnavailableException e) {
      log.atInfo().addKeyValue("why", e.getMessage()).log("A conversation's host is unavailable");
      throw ProblemException.unavailable();
    }
  }

  /**
   * @param mayBegin whether there is room for a new conversation
   */
  public static PeerRequest question(HttpServletRequest request, byte[] body, boolean mayBegin) {
    String query = request.getQueryString();
    return new PeerRequest(
        request.getMethod(),
        request.getRequestURI() + (query == null ? "" : "?" + query),
        request.getHeader(HttpHeaders.AUTHORIZATION),
        request.getContentType(),
        request.getHeader(PeerRequest.LAST_EVENT_ID),
        body,
        new Visitor(request.getRemoteAddr(), mayBegin));
  }

  /** Where the requested conversation or list is; empty if the request names neither. */
  private Optional<Location> locate(HttpServletRequest request) {
    if (!(request.getUserPrincipal() instanceof Authentication authentication
        && authentication.getPrincipal() instanceof Identity identity)) {
      return Optional.empty();
    }
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
            instanceof Map<?, ?> variables
        && variables.get("id") instanceof String id) {
      return Ids.thread(id, identity.owner())
          .map(thread -> conversations.locate(thread.conversationId()));
    }
    return HttpMethod.POST.matches(request.getMethod())
        ? Optional.empty()
        : Optional.of(conversations.locateList(identity.owner()));
  }
}
