package io.quillmesh.endtoend.browser.scripted;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quillmesh.endtoend.browser.PageScripts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * The page's files, from the gateway's jar, and what the gateway answers to a page's first calls.
 */
final class PageServer implements AutoCloseable {

  private static final Path ROOT = Path.of(System.getProperty("quillmesh.root", ".."));
  private static final String CONVERSATION = "22222222-2222-4222-8222-222222222222";
  private static final Map<String, String> ANSWERS =
      Map.of(
          "POST /v1/sessions",
          "{\"token\": \"t\", \"expiresAt\": \"2099-01-01T00:00:00Z\"}",
          "POST /v1/conversations",
          "{\"id\": \"%s\"}".formatted(CONVERSATION),
          "GET /v1/conversations",
          """
          {"conversations": [
            {"id": "%s", "title": "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen", "updatedAt": "2026-11-30T01:00:00Z"},
            {"id": "33333333-3333-4333-8333-333333333333", "title": "رحلة إلى لندن", "updatedAt": "2026-11-29T12:00:00Z"}]}
          """
              .formatted(CONVERSATION),
          "GET /v1/agents",
          PageScripts.read("agents.json"),
          "GET /v1/conversations/%s/versions/3/diff".formatted(CONVERSATION),
          """
          {"from": 2, "to": 3, "parts": [
            {"op": "equal", "text": "One "},
            {"op": "delete", "text": "of an agent"},
            {"op": "insert", "text": "of mine"}]}
          """);

  private final FileSystem jar;
  private final HttpServer server;

  /** The gateway's own, as far as it matters to a page. */
  private final String policy;

  PageServer() {
    try {
      jar = FileSystems.newFileSystem(ROOT.resolve("gateway/target/gateway-0.1.0-SNAPSHOT.jar"));
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    policy = policy();
    // Each request by itself: a browser that leaves a page may read an answer late, or never.
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    try {
      jar.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String policy() {
    try {
      String markup = Files.readString(jar.getPath("BOOT-INF/classes/static/index.html"));
      String map = markup.split("<script type=\"importmap\">", 2)[1].split("</script>", 2)[0];
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(map.getBytes(StandardCharsets.UTF_8));
      return "default-src 'none'; script-src 'self' 'sha256-%s'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'self'"
          .formatted(Base64.getEncoder().encodeToString(hash));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      String answer = ANSWERS.get(exchange.getRequestMethod() + " " + path);
      Optional<byte[]> body =
          answer == null ? file(path) : Optional.of(answer.getBytes(StandardCharsets.UTF_8));
      exchange.getResponseHeaders().add("Content-Type", type(path));
      exchange.getResponseHeaders().add("Cache-Control", "no-store");
      exchange.getResponseHeaders().add("Content-Security-Policy", policy);
      exchange.sendResponseHeaders(
          body.isPresent() ? 200 : 404, body.isPresent() ? body.get().length : -1);
      if (body.isPresent()) {
        exchange.getResponseBody().write(body.get());
      }
    }
  }

  private Optional<byte[]> file(String path) throws IOException {
    if (path.startsWith("/webjars/")) {
      return library(path.split("/", 4)[2], path.split("/", 4)[3]);
    }
    Path file = jar.getPath("BOOT-INF/classes/static", path.equals("/") ? "index.html" : path);
    return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  private synchronized Optional<byte[]> library(String name, String path) throws IOException {
    Path found;
    try (Stream<Path> libraries = Files.list(jar.getPath("BOOT-INF/lib"))) {
      found =
          libraries
              .filter(it -> it.getFileName().toString().startsWith(name + "-"))
              .findFirst()
              .orElseThrow();
    }
    try (FileSystem library = FileSystems.newFileSystem(found);
        Stream<Path> versions = Files.list(library.getPath("META-INF/resources/webjars", name))) {
      return Optional.of(Files.readAllBytes(versions.findFirst().orElseThrow().resolve(path)));
    }
  }

  private static String type(String path) {
    String extension = path.substring(path.lastIndexOf('.') + 1);
    return switch (extension) {
      case "mjs", "js" -> "text/javascript";
      case "css" -> "text/css";
      case "svg" -> "image/svg+xml";
      case "/" -> "text/html; charset=utf-8";
      default -> "application/json; charset=utf-8";
    };
  }
}
