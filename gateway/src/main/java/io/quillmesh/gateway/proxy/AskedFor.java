package io.quillmesh.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/**
 * What a client has asked for, before trusted proxies changed it.
 *
 * @param hosts the names, with ports or without: the request's own, and what proxies say
 * @param prefix what proxies took off the path, such as {@code /quill}; empty for nothing
 * @param throughProxy whether a trusted proxy may have changed what the request says itself
 */
public record AskedFor(List<String> hosts, String prefix, boolean throughProxy) {
  private static final String ATTRIBUTE = AskedFor.class.getName();

  /** That of a request. */
  public static AskedFor of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof AskedFor known
        ? known
        : new AskedFor(ownHost(request).toList(), "", false);
  }

  /** Keeps what a trusted proxy says. */
  static void set(HttpServletRequest request, ForwardedHeaders headers) {
    List<String> hosts = Stream.concat(ownHost(request), headers.hosts().stream()).toList();
    request.setAttribute(ATTRIBUTE, new AskedFor(hosts, headers.prefix(), true));
  }

  private static Stream<String> ownHost(HttpServletRequest request) {
    return Stream.ofNullable(request.getHeader(HttpHeaders.HOST));
  }
}
