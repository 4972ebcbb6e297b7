package io.quillmesh.gateway.session;

import static org.springframework.security.config.http.SessionCreationPolicy.STATELESS;

import io.quillmesh.gateway.origin.OriginProcessor;
import io.quillmesh.gateway.origin.Origins;
import io.quillmesh.gateway.problem.ProblemCode;
import io.quillmesh.gateway.problem.ProblemWriter;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.CorsFilter;

/**
 * A stateless resource server. It has no cookies, so there is nothing to forge requests with, and
 * it has no server-side sessions.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  /**
   * The handshake reads a socket's token, because it answers with a close code and not with a
   * status. Only this path matches, because everybody may access what matches: {@code
   * /v1/conversations/socket} is a conversation with an odd id.
   */
  private static final RequestMatcher SOCKET =
      PathPatternRequestMatcher.withDefaults()
          .matcher(HttpMethod.GET, "/v1/conversations/{id}/socket");

  private static final RequestMatcher API =
      PathPatternRequestMatcher.withDefaults().matcher("/v1/**");

  @Bean
  SecurityFilterChain filters(
      HttpSecurity http, Tokens tokens, Origins origins, ProblemWriter problems) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .cors(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(sessions -> sessions.sessionCreationPolicy(STATELESS))
        .addFilter(cors(origins, problems))
        .headers(SecurityHeaders::apply)
        .addFilterAfter(new TokenInUrlFilter(problems), HeaderWriterFilter.class)
        .addFilterAfter(new MalformedQueryFilter(problems), TokenInUrlFilter.class)
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers(SOCKET)
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/v1/sessions")
                .permitAll()
                .requestMatchers(API)
                .authenticated()
                // The page, and what operators read, are the same for everyone.
                .anyRequest()
                .permitAll())
        .oauth2ResourceServer(server ->
            server
                .bearerTokenResolver(bearerTokens())
                .authenticationEntryPoint(unauthenticated(problems))
                .jwt(jwt -> jwt.jwtAuthenticationConverter(token -> principal(tokens, token))))
        .exceptionHandling(failures -> failures.authenticationEntryPoint(unauthenticated(problems)))
        .build();
  }

  private static AbstractAuthenticationToken principal(Tokens tokens, Jwt jwt) {
    return new PreAuthenticatedAuthenticationToken(tokens.identity(jwt), "", List.of());
  }

  private static BearerTokenResolver bearerTokens() {
    DefaultBearerTokenResolver header = new DefaultBearerTokenResolver();
    return request -> SOCKET.matches(request) ? null : header.resolve(request);
  }

  private static AuthenticationEntryPoint unauthenticated(ProblemWriter problems) {
    return (request, response, e) -> {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      problems.write(
          response,
          ProblemCode.UNAUTHENTICATED,
          "The token is missing, expired or not one of ours. Send a valid one as Authorization:"
              + " Bearer.");
    };
  }

  /** The handshake checks a socket's origin, for the same reason as above. */
  private static CorsFilter cors(Origins origins, ProblemWriter problems) {
    CorsFilter filter =
        new CorsFilter(
            request -> API.matches(request) && !SOCKET.matches(request) ? origins.cors() : null);
    filter.setCorsProcessor(new OriginProcessor(origins, problems));
    return filter;
  }
}
