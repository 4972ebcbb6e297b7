package io.quillmesh.testing;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.opentest4j.TestAbortedException;

/**
 * A real reverse proxy, with TLS on a port of this machine. Its configuration says what is behind
 * it.
 */
public final class ReverseProxy implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final int PATIENCE_SECONDS = 20;

  private final Process process;
  private final Path folder;
  private final int port;

  /** The program that is run. */
  public enum Kind {
    NGINX("nginx", "nginx-light", "-p", "FOLDER", "-c", "CONFIG", "-e", "stderr"),
    CADDY("caddy", "caddy", "run", "--adapter", "caddyfile", "--config", "CONFIG"),
    HAPROXY("haproxy", "haproxy", "-db", "-f", "CONFIG"),
    APACHE("apache2", "apache2-bin", "-DFOREGROUND", "-d", "FOLDER", "-f", "CONFIG");

    private final String program;
    private final String debianPackage;
    private final List<String> arguments;

    Kind(String program, String debianPackage, String... arguments) {
      this.program = program;
      this.debianPackage = debianPackage;
      this.arguments = List.of(arguments);
    }

    private Path find() {
      String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
      return Stream.concat(
              Arrays.stream(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/bin"))
          .map(directory -> Path.of(directory, program))
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow(() ->
              new TestAbortedException(
                  "%s is not installed (package %s): the gateway was not tried behind it."
                      .formatted(program, debianPackage)));
    }
  }

  /**
   * One certificate for all proxies of a test run, because creating one takes longer than starting
   * a proxy.
   */
  private record Certificate(KeyStore store) {
    private static final Certificate OURS = make();

    private static Certificate make() {
      try {
        Path folder = Files.createTempDirectory("certificate");
        Path file = folder.resolve("store.p12");
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String options =
            "-genkeypair -alias proxy -keyalg EC -validity 30 -dname CN=localhost"
                + " -ext SAN=dns:localhost,ip:127.0.0.1 -storetype PKCS12 -storepass "
                + new String(PASSWORD);
        Process made =
            new ProcessBuilder(
                    Stream.of(
                            List.of(keytool),
                            List.of(options.split(" ")),
                            List.of("-keystore", file.toString()))
                        .flatMap(List::stream)
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        if (made.waitFor() != 0) {
          throw new IOException("keytool made no certificate");
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
        Files.delete(file);
        Files.delete(folder);
        return new Certificate(store);
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    private void write(Path folder) throws IOException, GeneralSecurityException {
      String certificate = pem("CERTIFICATE", store.getCertificate("proxy").getEncoded());
      String key = pem("PRIVATE KEY", store.getKey("proxy", PASSWORD).getEncoded());
      Files.writeString(folder.resolve("cert.pem"), certificate);
      Files.writeString(folder.resolve("key.pem"), key);
      Files.writeString(folder.resolve("both.pem"), certificate + key);
    }

    private static String pem(String what, byte[] content) {
      return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
          .formatted(what, Base64.getMimeEncoder().encodeToString(content), what);
    }
  }

  private ReverseProxy(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /** The settings around nginx's servers that keep it in the foreground and in one folder. */
  public static String nginx(String http) {
    return """
    user root;
    daemon off;
    pid {{folder}}/pid;
    events {}
    http {
      access_log off;
      client_body_temp_path {{folder}}/body;
      proxy_temp_path {{folder}}/proxy;
      fastcgi_temp_path {{folder}}/fastcgi;
      uwsgi_temp_path {{folder}}/uwsgi;
      scgi_temp_path {{folder}}/scgi;
      %s
    }
    """
        .formatted(http);
  }

  /**
   * The configuration from nginx's own manual for WebSocket proxying, which does not pass on the
   * browser's host.
   *
   * @param location the path that is passed on
   * @param target where it is passed to; with a slash at the end, the path is removed
   */
  public static String nginxOfManual(String location, String target) {
    return nginx(
        """
        map $http_upgrade $connection_upgrade {
            default upgrade;
            ''      close;
        }
        server {
            listen 127.0.0.1:{{port}} ssl;
            ssl_certificate {{cert}};
            ssl_certificate_key {{key}};
            location %s {
                proxy_pass %s;
                proxy_http_version 1.1;
                proxy_set_header Upgrade $http_upgrade;
                proxy_set_header Connection $connection_upgrade;
            }
        }
        """
            .formatted(location, target));
  }

  /**
   * Starts the proxy, and returns when it accepts connections.
   *
   * @param folder for what the proxy writes, used by no other
   * @param config in which {@code {{port}}}, {@code {{folder}}}, and {@code {{cert}}}, {@code
   *     {{key}}} and {@code {{both}}}, which are PEM files, are filled in
   * @throws TestAbortedException if the program is not installed
   */
  public static ReverseProxy start(Kind kind, Path folder, String config)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path program = kind.find();
    Certificate.OURS.write(folder);
    int port = freePort();
    Path file = folder.resolve(kind.name().toLowerCase(Locale.ROOT) + ".conf");
    Files.writeString(
        file,
        config
            .replace("{{port}}", Integer.toString(port))
            .replace("{{folder}}", folder.toString())
            .replace("{{cert}}", folder.resolve("cert.pem").toString())
            .replace("{{key}}", folder.resolve("key.pem").toString())
            .replace("{{both}}", folder.resolve("both.pem").toString()));
    List<String> command =
        Stream.concat(
                Stream.of(program.toString()),
                kind.arguments.stream()
                    .map(argument ->
                        argument
                            .replace("FOLDER", folder.toString())
                            .replace("CONFIG", file.toString())))
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(folder.resolve("log.txt").toFile()));
    // The folder where Caddy keeps its files.
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("XDG_DATA_HOME", folder.toString());
    builder.environment().put("XDG_CONFIG_HOME", folder.toString());
    ReverseProxy proxy = new ReverseProxy(builder.start(), folder, port);
    proxy.awaitListening();
    return proxy;
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private void awaitListening() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!listens()) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
        close();
        throw new IOException("It did not start: " + log());
      }
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** The proxy's address, without a slash at the end. */
  public URI address() {
    return URI.create("https://localhost:" + port);
  }

  /** A context that trusts the proxy's certificate. */
  public static SSLContext tls() throws GeneralSecurityException {
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(Certificate.OURS.store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  /** The proxy's output so far. */
  public String log() throws IOException {
    return Files.readString(folder.resolve("log.txt"));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process
        .onExit()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .exceptionally(_ -> process.destroyForcibly())
        .join();
  }
}
