package io.quillmesh.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/**
 * What a client requested, before trusted proxies changed it.
 *
 * @param hosts the names, with or without ports: the request's own, and those that proxies report
 * @param prefix the path that proxies removed, such as {@code /quill}; empty for none
 * @param throughProxy whether a trusted proxy may have changed what the request itself says
 */
public record AskedFor(List<String> hosts, String prefix, boolean throughProxy) {
  private static final String ATTRIBUTE = AskedFor.class.getName();

  /** The value for a request. */
  public static AskedFor of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof AskedFor known
        ? known
        : new AskedFor(ownHost(request).toList(), "", false);
  }

  /** Stores what a trusted proxy says. */
  static void set(HttpServletRequest request, ForwardedHeaders headers) {
    List<String> hosts = Stream.concat(ownHost(request), headers.hosts().stream()).toList();
    request.setAttribute(ATTRIBUTE, new AskedFor(hosts, headers.prefix(), true));
  }

  private static Stream<String> ownHost(HttpServletRequest request) {
    return Stream.ofNullable(request.getHeader(HttpHeaders.HOST));
  }
}
