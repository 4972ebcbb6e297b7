package io.quillmesh.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.quillmesh.gateway.session.AnonymousSessions.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class AnonymousSessionsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final SecretKey KEY = new SecretKeySpec(new byte[64], "HmacSHA256");
  private static final SecretKey ANOTHER =
      new SecretKeySpec(Arrays.copyOf(new byte[] {1}, 64), "HmacSHA256");

  private static final Optional<String> NO_PAGE = Optional.empty();

  private final AnonymousSessions sessions = at(NOW);
  private final Tokens tokens = new Tokens(sessions.decoder(), "");

  private static AnonymousSessions at(Instant now) {
    return new AnonymousSessions(KEY, Duration.ofHours(1), Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void everySessionIsAnotherPersons() {
    // When
    Identity one = tokens.read(sessions.begin(NO_PAGE).token()).orElseThrow();
    Identity two = tokens.read(sessions.begin(NO_PAGE).token()).orElseThrow();
    // Then
    assertThat(one.owner()).isNotEqualTo(two.owner());
    assertThat(one.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void aRenewedSessionIsTheSamePersons() {
    // Given
    Identity identity = tokens.read(sessions.begin(NO_PAGE).token()).orElseThrow();
    // When
    Session renewed = at(NOW.plusSeconds(60)).renew(identity, NO_PAGE);
    // Then
    assertThat(tokens.read(renewed.token()).orElseThrow().owner()).isEqualTo(identity.owner());
    assertThat(renewed.expiresAt()).isEqualTo(NOW.plusSeconds(60).plus(Duration.ofHours(1)));
    assertThat(renewed.expiresIn()).isEqualTo(3600);
  }

  @Test
  void aTokenSaysToWhichPageItWasGiven() {
    // Given
    Session session = sessions.begin(Optional.of("https://quill.example"));
    Identity identity = tokens.read(session.token()).orElseThrow();
    // When
    Session renewed = sessions.renew(identity, NO_PAGE);
    // Then
    assertThat(identity.origin()).isEqualTo("https://quill.example");
    assertThat(tokens.read(renewed.token()).orElseThrow().origin()).isNull();
  }

  @Test
  void anExpiredTokenIsNobodys() {
    // Given
    String token = sessions.begin(NO_PAGE).token();
    Tokens later = new Tokens(at(NOW.plus(Duration.ofHours(1)).plusSeconds(1)).decoder(), "");
    // When, Then
    assertThat(later.read(token)).isEmpty();
  }

  @Test
  void tokensThatWereNotSignedHereAreNobodys() throws Exception {
    // Given
    JWTClaimsSet claims = claims().build();
    // When, Then
    assertThat(tokens.read(signed(JWSAlgorithm.HS256, KEY, claims))).isPresent();
    assertThat(tokens.read(signed(JWSAlgorithm.HS256, ANOTHER, claims))).isEmpty();
    assertThat(tokens.read(signed(JWSAlgorithm.HS512, KEY, claims))).isEmpty();
    assertThat(tokens.read(new PlainJWT(claims).serialize())).isEmpty();
  }

  @Test
  void tokensThatLeaveOutWhatMattersAreNobodys() throws Exception {
    // Given
    JWTClaimsSet endless = claims().expirationTime(null).build();
    JWTClaimsSet nameless = claims().subject(null).build();
    JWTClaimsSet foreign = claims().issuer("https://elsewhere.example").build();
    JWTClaimsSet huge = claims().subject("x".repeat(300)).build();
    // When, Then
    assertThat(tokens.read(signed(JWSAlgorithm.HS256, KEY, endless))).isEmpty();
    assertThat(tokens.read(signed(JWSAlgorithm.HS256, KEY, nameless))).isEmpty();
    assertThat(tokens.read(signed(JWSAlgorithm.HS256, KEY, foreign))).isEmpty();
    assertThat(tokens.read(signed(JWSAlgorithm.HS256, KEY, huge))).isEmpty();
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("someone")
        .issuer(AnonymousSessions.ISSUER)
        .expirationTime(Date.from(NOW.plusSeconds(60)));
  }

  private static String signed(JWSAlgorithm algorithm, SecretKey key, JWTClaimsSet claims)
      throws Exception {
    SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
    token.sign(new MACSigner(key));
    return token.serialize();
  }
}
