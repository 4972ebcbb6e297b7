package io.quillmesh.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.StringUtils;

/**
 * What a request's headers say of its way here. Anybody can send them; whether they count is not
 * decided here.
 *
 * @param ways those who passed it on, the client first, as each of the known headers has them
 * @param hosts the names, with ports or without, under which it was asked
 * @param prefix what was taken off its path; empty for nothing
 */
record ForwardedHeaders(List<List<String>> ways, List<String> hosts, String prefix) {

  /** As far as it needs no quoting anywhere; anything else is none. */
  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

  /** RFC 7239: {@code for="[2001:db8::1]:4711";host=example.com}; values are tokens or quoted. */
  private static final Pattern PARAMETER =
      Pattern.compile("([A-Za-z]+)=(\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s;,\"]+)");

  static ForwardedHeaders of(HttpServletRequest request) {
    List<List<String>> ways =
        Stream.of(
                list(request, "X-Forwarded-For"),
                parameter(request, "for"),
                list(request, "X-Real-IP"))
            .map(Stream::toList)
            .filter(way -> !way.isEmpty())
            .toList();
    List<String> hosts =
        Stream.concat(list(request, "X-Forwarded-Host"), parameter(request, "host")).toList();
    return new ForwardedHeaders(ways, hosts, prefix(request));
  }

  /** Each proxy adds what it took off itself. */
  private static String prefix(HttpServletRequest request) {
    String prefix =
        list(request, "X-Forwarded-Prefix")
            .map(value -> StringUtils.trimTrailingCharacter(value, '/'))
            .collect(Collectors.joining());
    return PREFIX.matcher(prefix).matches() ? prefix : "";
  }

  private static Stream<String> values(HttpServletRequest request, String header) {
    return Collections.list(request.getHeaders(header)).stream();
  }

  private static Stream<String> list(HttpServletRequest request, String header) {
    return values(request, header)
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .filter(StringUtils::hasText);
  }

  private static Stream<String> parameter(HttpServletRequest request, String name) {
    return values(request, "Forwarded")
        .flatMap(value -> PARAMETER.matcher(value).results())
        .filter(parameter -> parameter.group(1).toLowerCase(Locale.ROOT).equals(name))
        // Neither an address nor a host has anything in it that needs a backslash.
        .map(parameter -> StringUtils.trimLeadingCharacter(parameter.group(2), '"'))
        .map(value -> StringUtils.trimTrailingCharacter(value, '"'));
  }
}
