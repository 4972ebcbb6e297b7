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
 * What a request's headers say about its way here. Anybody can send them. This class does not
 * decide whether they count.
 *
 * @param ways the senders that passed it on, the client first, as each of the known headers lists
 *     them
 * @param hosts the names, with or without ports, to which it was sent
 * @param prefix the path that was removed; empty for none
 */
record ForwardedHeaders(List<List<String>> ways, List<String> hosts, String prefix) {

  /** A prefix that needs no quoting anywhere. Any other text is not a prefix. */
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

  /** Each proxy adds the part that it removed itself. */
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
        // Neither an address nor a host contains anything that needs a backslash.
        .map(parameter -> StringUtils.trimLeadingCharacter(parameter.group(2), '"'))
        .map(value -> StringUtils.trimTrailingCharacter(value, '"'));
  }
}
