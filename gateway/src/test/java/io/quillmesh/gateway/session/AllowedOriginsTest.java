package io.quillmesh.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.gateway.origin.Origins;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class AllowedOriginsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com",
        " https://other.example , https://app.example.com/",
        "https://*.example.com",
        "https://app.example.com:[*]",
        "*"
      })
  void letsThemIn(String setting) {
    // Given
    Origins origins = new Origins(settings(setting).allowedOrigins());
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader("Origin", "https://app.example.com");
    // When, Then
    assertThat(origins.refused(request, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.example.com", "https://", "https://app.example.com/page", "//x"})
  void saysWhatAnOriginIs(String setting) {
    assertThatThrownBy(() -> settings(setting))
        .hasMessageContaining("ALLOWED_ORIGINS")
        .hasMessageContaining(setting);
  }

  private static SessionProperties settings(String allowedOrigins) {
    List<String> list = Arrays.asList(allowedOrigins.split(","));
    return new SessionProperties("", "", "", Duration.ZERO, "", Duration.ofDays(1), list);
  }
}
