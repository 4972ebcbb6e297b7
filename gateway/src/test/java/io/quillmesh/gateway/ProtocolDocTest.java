package io.quillmesh.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.limits.Room;
import io.quillmesh.gateway.problem.ProblemCode;
import io.quillmesh.gateway.protocol.CloseCode;
import io.quillmesh.gateway.protocol.RejectionCode;
import io.quillmesh.gateway.socket.SocketConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.yaml.snakeyaml.Yaml;

/** The code does what {@code docs/protocol.md} and {@code docs/asyncapi.yaml} say. */
class ProtocolDocTest {
  private static final Path ROOT = Path.of(System.getProperty("quillmesh.root", ".."));
  private static final String DOC = read(ROOT.resolve("docs/protocol.md"));
  private static final Map<String, Object> ASYNC_API =
      new Yaml().load(read(ROOT.resolve("docs/asyncapi.yaml")));

  @Test
  void everyCloseCodeIsExplained() {
    for (CloseCode code : CloseCode.values()) {
      assertThat(DOC).contains("| %d | `%s`".formatted(code.code(), code.name()));
      assertThat(at("channels").toString()).contains(code.code() + " ");
    }
  }

  @Test
  void everyRejectionIsExplained() {
    // Given
    Set<String> codes = rejectionCodes();
    // Then
    assertThat(codes).hasSizeGreaterThan(10);
    assertThat(tableAfter("### Codes in `quillmesh.rejected`")).isEqualTo(codes);
    assertThat(enumAt("components", "schemas", "rejectionCode")).isEqualTo(codes);
  }

  /** The codes of the edge, and those in the sources of the conversations. */
  private static Set<String> rejectionCodes() {
    Set<String> codes =
        Arrays.stream(RejectionCode.values())
            .map(Enum::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Pattern rejection = Pattern.compile("(?:reject|rejected)\\([^\";{]*\"([A-Z_]+)\"");
    sources("gateway/src/main/java/io/quillmesh/gateway/conversation")
        .flatMap(source -> rejection.matcher(source).results())
        .forEach(found -> codes.add(found.group(1)));
    return codes;
  }

  @Test
  void everyFailureIsExplained() {
    // Given
    String source =
        read(ROOT.resolve("agent-runtime/src/main/java/io/quillmesh/agent/FailureCode.java"));
    Set<String> codes =
        Pattern.compile("^  ([A-Z_]+)[,;]?$", Pattern.MULTILINE)
            .matcher(source)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    codes.add("CANCELLED");
    // Then
    assertThat(tableAfter("### Failure codes")).isEqualTo(codes);
  }

  @Test
  void everyProblemIsExplained() {
    for (ProblemCode code : ProblemCode.values()) {
      assertThat(DOC).contains("| `%s` | %d".formatted(code.name(), code.status()));
    }
  }

  @Test
  void everyEndpointIsExplained() throws Exception {
    // Given
    List<Class<?>> controllers =
        List.of(
            Class.forName("io.quillmesh.gateway.run.AgentController"),
            Class.forName("io.quillmesh.gateway.http.AgentListController"),
            Class.forName("io.quillmesh.gateway.http.ArticleController"),
            Class.forName("io.quillmesh.gateway.http.ConversationController"),
            Class.forName("io.quillmesh.gateway.http.VersionController"),
            Class.forName("io.quillmesh.gateway.session.SessionController"));
    // When
    List<String> endpoints = controllers.stream().flatMap(ProtocolDocTest::endpoints).toList();
    // Then
    assertThat(endpoints).hasSize(15);
    assertThat(endpoints).allSatisfy(endpoint -> assertThat(DOC).contains("| `" + endpoint + "`"));
    assertThat(DOC).contains("| `GET " + SocketConfiguration.PATH + "`");
    assertThat(at("channels").toString()).contains("address=" + SocketConfiguration.PATH);
  }

  private static Stream<String> endpoints(Class<?> controller) {
    RequestMapping above =
        AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
    String prefix = above == null ? "" : above.path()[0];
    return Arrays.stream(controller.getDeclaredMethods())
        .map(method -> AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class))
        .filter(Objects::nonNull)
        .map(mapping ->
            mapping.method()[0]
                + " "
                + prefix
                + (mapping.path().length == 0 ? "" : mapping.path()[0]));
  }

  @Test
  void everyEventIsListed() {
    // Given
    Set<String> events =
        Arrays.stream(AgUiEvent.class.getPermittedSubclasses())
            .map(type -> Objects.requireNonNull(type.getAnnotation(JsonTypeName.class)).value())
            .collect(Collectors.toCollection(TreeSet::new));
    // Then
    assertThat(events).allSatisfy(event -> assertThat(DOC).contains("`" + event + "`"));
    events.remove("CUSTOM");
    assertThat(enumAt("components", "messages", "event", "payload", "properties", "type"))
        .isEqualTo(events);
  }

  @Test
  void everyNoticeToOneConnectionIsExplained() {
    // Given
    Set<String> notices =
        Stream.of("protocol/ClientNotice.java", "conversation/agui/Notices.java")
            .map(source -> read(ROOT.resolve("gateway/src/main/java/io/quillmesh/gateway", source)))
            .flatMap(
                source -> Pattern.compile("\"(quillmesh\\.[a-z]+)\"").matcher(source).results())
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    // Then
    assertThat(notices).contains("quillmesh.pong");
    assertThat(notices)
        .allSatisfy(notice -> {
          assertThat(DOC).contains("`" + notice + "`");
          assertThat(at("components", "messages").toString()).contains("const=" + notice);
        });
  }

  @Test
  void theLimitsAreTheDefaults() {
    // Given
    EdgeProperties defaults =
        new Binder(List.of()).bindOrCreate("quillmesh.edge", EdgeProperties.class);
    // Then
    assertThat(DOC.substring(DOC.indexOf("## Limits")))
        .contains(
            "| a message | %d KB".formatted(defaults.sizes().message().toKilobytes()),
            "edited | %d KB".formatted(defaults.sizes().article().toKilobytes()),
            "| a text frame | %d characters".formatted(defaults.sizes().frame()),
            "| %d MB; any other body %d KB"
                .formatted(
                    defaults.sizes().runInput().toMegabytes(),
                    defaults.sizes().body().toKilobytes()),
            "| %d a second, %d at once"
                .formatted(defaults.rates().messages(), defaults.rates().burst()),
            "connections of one person | %d,".formatted(defaults.rates().connections()),
            "| %d a minute".formatted(defaults.rates().conversations()),
            "new conversations from one address | %d a minute"
                .formatted(defaults.crowd().conversationsPerAddress()),
            "new anonymous sessions from one address | %d a minute"
                .formatted(defaults.crowd().sessionsPerAddress()),
            "one for each %d KB".formatted(Room.HEAP_OF_EACH.toKilobytes()),
            "| %d frames or %d MB"
                .formatted(defaults.queue().frames(), defaults.queue().memory().toMegabytes()));
    assertThat(DOC)
        .contains("A ping comes every %d s".formatted(defaults.times().ping().toSeconds()));
  }

  @Test
  void everyReferenceOfTheAsyncApiLeadsSomewhere() {
    // Given
    String text = read(ROOT.resolve("docs/asyncapi.yaml"));
    List<String> references =
        Pattern.compile("'#/([^']+)'")
            .matcher(text)
            .results()
            .map(found -> found.group(1))
            .toList();
    // Then
    assertThat(ASYNC_API).containsEntry("asyncapi", "3.0.0");
    assertThat(references).isNotEmpty();
    assertThat(references).allSatisfy(path -> assertThat(at(path.split("/"))).isNotNull());
  }

  private static Set<String> enumAt(String... path) {
    Object values = ((Map<?, ?>) at(path)).get("enum");
    return ((List<?>) Objects.requireNonNull(values))
        .stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Object at(String... path) {
    Object place = ASYNC_API;
    for (String step : path) {
      place = Objects.requireNonNull(((Map<?, ?>) place).get(step), step);
    }
    return place;
  }

  /** The first column of the first table after a heading. */
  private static Set<String> tableAfter(String heading) {
    String after = DOC.substring(DOC.indexOf(heading) + heading.length());
    String section = after.split("\n#", 2)[0];
    return Pattern.compile("^\\| `([A-Z_]+)` \\|", Pattern.MULTILINE)
        .matcher(section)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> sources(String folder) {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(ProtocolDocTest::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
