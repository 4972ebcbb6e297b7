package io.quillmesh.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/**
 * The names under which a client has asked for something: a host, with or without its port.
 *
 * @param hosts what the request says, and then what trusted proxies say
 * @param throughProxy whether a trusted proxy may have changed what the request says
 */
public record AskedNames(List<String> hosts, boolean throughProxy) {
  private static final String ATTRIBUTE = AskedNames.class.getName();

  /** Those of a request. */
  public static AskedNames of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof AskedNames names
        ? names
        : new AskedNames(itsOwn(request).toList(), false);
  }

  static void fromProxy(HttpServletRequest request, List<String> hosts) {
    request.setAttribute(
        ATTRIBUTE, new AskedNames(Stream.concat(itsOwn(request), hosts.stream()).toList(), true));
  }

  private static Stream<String> itsOwn(HttpServletRequest request) {
    return Stream.ofNullable(request.getHeader(HttpHeaders.HOST));
  }
}
