package io.quillmesh.offlinemodel;

import io.quillmesh.offlinemodel.http.Listener;
import io.quillmesh.offlinemodel.settings.Environment;
import io.quillmesh.offlinemodel.settings.Settings;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.time.Clock;

/** The running stand-in for a language model. */
public final class OfflineModel implements AutoCloseable {

  private static final Logger LOG = System.getLogger(OfflineModel.class.getName());

  private final String host;
  private final Listener listener;

  private OfflineModel(String host, Listener listener) {
    this.host = host;
    this.listener = listener;
  }

  /** Starts as a separate process. The module's README lists the environment variables. */
  public static void main(String[] args) throws IOException {
    Environment environment;
    try {
      environment = Environment.of(System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println("The offline model can't start: " + e.getMessage());
      System.exit(2);
      return;
    }
    try {
      OfflineModel model = start(environment.host(), environment.port(), environment.settings());
      System.out.println("Offline model listening at " + model.baseUrl());
      Runtime.getRuntime().addShutdownHook(new Thread(model::close));
    } catch (BindException e) {
      System.err.printf(
          "The offline model can't listen on %s:%d: %s. SERVER_PORT chooses another port.%n",
          environment.host(), environment.port(), e.getMessage());
      System.exit(1);
    }
  }

  /** Starts inside this process, on a free port of the loopback interface. For tests. */
  public static OfflineModel start(Settings settings) throws IOException {
    return start("127.0.0.1", 0, settings);
  }

  /**
   * Starts inside this process.
   *
   * @param port 0 for any free one
   * @throws BindException when the port is taken
   */
  public static OfflineModel start(String host, int port, Settings settings) throws IOException {
    Routes routes = new Routes(settings, Clock.systemUTC());
    return new OfflineModel(host, Listener.open(host, port, routes));
  }

  /** The port that the server listens on. */
  public int port() {
    return listener.port();
  }

  /** The base URL for an OpenAI client; ends in {@code /v1}. */
  public String baseUrl() {
    return "http://%s:%d/v1".formatted(host, port());
  }

  /** Stops listening and ends all streams. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the listener could not be closed", e);
    }
  }
}
