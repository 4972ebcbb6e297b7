package io.quillmesh.gateway.proxy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes {@link HttpServletRequest#getRemoteAddr()} the client's address, also behind proxies. Only
 * trusted proxies are believed. What others say about themselves is ignored.
 */
class ProxyFilter extends OncePerRequestFilter {
  private final TrustedProxies proxies;

  ProxyFilter(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String peer = request.getRemoteAddr();
    if (proxies.include(peer)) {
      ForwardedHeaders headers = ForwardedHeaders.of(request);
      AskedFor.set(request, headers);
      chain.doFilter(new Proxied(request, proxies.client(peer, headers)), response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static final class Proxied extends HttpServletRequestWrapper {
    private final String client;

    private Proxied(HttpServletRequest request, String client) {
      super(request);
      this.client = client;
    }

    @Override
    public String getRemoteAddr() {
      return client;
    }

    @Override
    public String getRemoteHost() {
      return client;
    }
  }
}
