package io.quillmesh.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens of an OpenID Connect issuer. Its keys and its discovery are real. */
@SuppressWarnings("NullAway.Init") // set before all tests
class IssuerTest {
  private static HttpServer server;
  private static RSAKey key;
  private static String issuer;
  private static Tokens tokens;

  @BeforeAll
  static void start() throws Exception {
    key = new RSAKeyGenerator(2048).keyID("k1").generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "http://localhost:" + server.getAddress().getPort();
    answer(
        "/.well-known/openid-configuration",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\",\"subject_types_supported\":[\"public\"]}"
            .formatted(issuer, issuer));
    answer("/keys", new JWKSet(key.toPublicJWK()).toString());
    server.start();
    var settings =
        new SessionProperties(
            issuer, "quillmesh", "tid", Duration.ZERO, "", Duration.ofHours(1), List.of());
    tokens =
        new Tokens(
            new SessionConfiguration.Issued().jwtDecoder(settings, Clock.systemUTC()), "tid");
  }

  private static void answer(String path, String json) {
    server.createContext(
        path,
        exchange -> {
          byte[] body = json.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @AfterAll
  static void stop() throws IOException {
    server.stop(0);
  }

  @Test
  void takesItsTokens() throws Exception {
    // When
    Identity identity = tokens.read(signed(claims().build())).orElseThrow();
    // Then
    assertThat(identity.owner().subject()).isEqualTo("anna");
    assertThat(identity.owner().tenant()).isEqualTo("acme");
  }

  @Test
  void refusesTokensForOthersWithoutTenantExpiredOrOfOtherIssuers() throws Exception {
    // When, Then
    assertThat(tokens.read(signed(claims().audience("another").build()))).isEmpty();
    assertThat(tokens.read(signed(claims().claim("tid", null).build()))).isEmpty();
    assertThat(tokens.read(signed(claims().issuer("https://x.example").build()))).isEmpty();
    assertThat(
            tokens.read(
                signed(claims().expirationTime(Date.from(Instant.now().minusSeconds(1))).build())))
        .isEmpty();
  }

  @Test
  void refusesASignatureMadeWithThePublicKeyAsASecret() throws Exception {
    // Given
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
    token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
    // When, Then
    assertThat(tokens.read(token.serialize())).isEmpty();
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("anna")
        .issuer(issuer)
        .audience("quillmesh")
        .claim("tid", "acme")
        .expirationTime(Date.from(Instant.now().plusSeconds(600)));
  }

  private static String signed(JWTClaimsSet claims) throws Exception {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").type(JOSEObjectType.JWT).build();
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }
}
