package io.quillmesh.gateway.session;

import io.quillmesh.gateway.origin.Origins;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/** Accepts the tokens of the configured issuer or, without one, the gateway's own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionProperties.class)
class SessionConfiguration {

  @Bean
  Tokens tokens(JwtDecoder decoder, SessionProperties settings) {
    return new Tokens(decoder, settings.anonymous() ? "" : settings.tenantClaim());
  }

  @Bean
  Origins origins(SessionProperties settings) {
    return new Origins(settings.allowedOrigins());
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnExpression("'${quillmesh.session.issuer-uri:}'.isBlank()")
  static class Anonymous {

    @Bean
    AnonymousSessions anonymousSessions(SessionProperties settings, Clock clock) {
      return new AnonymousSessions(SessionKey.of(settings.key()), settings.lifetime(), clock);
    }

    @Bean
    JwtDecoder jwtDecoder(AnonymousSessions sessions) {
      return sessions.decoder();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnExpression("!'${quillmesh.session.issuer-uri:}'.isBlank()")
  static class Issued {

    /**
     * Fetches the issuer's keys with the first token, because the issuer may start later than the
     * gateway.
     */
    @Bean
    JwtDecoder jwtDecoder(SessionProperties settings, Clock clock) {
      return new SupplierJwtDecoder(() -> {
        NimbusJwtDecoder decoder =
            NimbusJwtDecoder.withIssuerLocation(settings.issuerUri()).build();
        decoder.setJwtValidator(
            TokenRules.of(
                settings.issuerUri(),
                settings.audience(),
                settings.tenantClaim(),
                settings.clockSkew(),
                clock));
        return decoder;
      });
    }
  }
}
