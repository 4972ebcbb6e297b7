package io.quillmesh.localmesh;

import io.quillmesh.localmesh.cache.AotCache;
import io.quillmesh.localmesh.cache.Training;
import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.config.ClientLog;
import io.quillmesh.localmesh.config.Console;
import io.quillmesh.localmesh.config.DataFolder;
import io.quillmesh.localmesh.config.Instance;
import io.quillmesh.localmesh.config.KeptKeys;
import io.quillmesh.localmesh.config.MeshException;
import io.quillmesh.localmesh.config.ModelSettings;
import io.quillmesh.localmesh.config.Options;
import io.quillmesh.localmesh.config.Part;
import io.quillmesh.localmesh.program.Programs;
import io.quillmesh.localmesh.program.RegistryProgram;
import io.quillmesh.localmesh.supervision.Mesh;
import io.quillmesh.localmesh.supervision.PidFiles;
import io.quillmesh.localmesh.supervision.RestartPolicy;
import io.quillmesh.localmesh.supervision.Supervised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** {@code mesh up}: runs until it is told to end. */
final class Up {

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);

  /** When its parent is gone, a child ends within this time: see {@code Child}. */
  private static final Duration LEFTOVER_PATIENCE = Duration.ofSeconds(10);

  private final Options options;
  private final Checkout checkout;
  private final Map<String, String> variables;
  private final Console console;
  private final DataFolder data;
  private final PidFiles pids;

  Up(Options options, Checkout checkout, Map<String, String> variables, Console console) {
    this.options = options;
    this.checkout = checkout;
    this.variables = variables;
    this.console = console;
    this.data = new DataFolder(options.data());
    this.pids = new PidFiles(data.run());
  }

  void run() throws IOException, InterruptedException {
    try (var _ = data.lock()) {
      data.claimFormat();
      ClientLog.to(data);
      pids.awaitLeftovers(LEFTOVER_PATIENCE);
      Mesh mesh = mesh();
      var training = new Training(options, checkout, console);
      long started = System.nanoTime();
      var ended = new CountDownLatch(1);
      StopHook hook = StopHook.register(() -> stop(mesh, training, ended));
      try {
        mesh.start();
      } catch (IOException | InterruptedException | RuntimeException e) {
        hook.remove();
        mesh.stop(STOP_PATIENCE);
        throw e;
      }
      console.say(
          "Quillmesh is ready: http://localhost:%d (after %.1f s; Ctrl-C ends it)"
              .formatted(options.port(Part.GATEWAY), (System.nanoTime() - started) / 1e9));
      if (options.caches()) {
        makeCaches(training);
      }
      ended.await();
    }
  }

  /** The mesh works without caches too; it only starts more slowly. */
  private void makeCaches(Training training) {
    try {
      training.run();
    } catch (IOException | MeshException e) {
      console.say("No caches for quicker starts could be made: " + e.getMessage());
    } catch (InterruptedException e) {
      // The mesh is being stopped, and says so.
    }
  }

  private Mesh mesh() throws IOException, InterruptedException {
    var model = ModelSettings.of(variables, options.port(Part.OFFLINE_MODEL));
    var programs = new Programs(checkout, data, options, model, KeptKeys.of(variables, data));
    for (Instance instance : programs.instances()) {
      // Fails early when a program is not built.
      programs.of(instance);
    }
    programs.checkAgents();
    Ports.requireFree(programs.instances(), options);
    writePorts(programs);
    console.say("Quillmesh starts, with %s; data in %s".formatted(model, data.path()));
    return new Mesh(
        programs.instances(),
        it -> AotCache.of(programs.of(it), checkout).apply().named(it.name()),
        options,
        new Supervised.Environment(data, pids, RestartPolicy.DEFAULT, console));
  }

  /** For {@code mesh status} and {@code mesh dlt}, and for tests that asked for random ports. */
  private void writePorts(Programs programs) throws IOException {
    var ports = new Properties();
    for (Instance instance : programs.instances()) {
      ports.setProperty(instance.name(), Integer.toString(options.port(instance)));
    }
    Files.createDirectories(data.run());
    store(ports, data.ports());
    store(clientSettings(), data.clientSettings());
  }

  private Properties clientSettings() {
    var settings = new Properties();
    settings.setProperty("bootstrap.servers", "127.0.0.1:" + options.port(Part.BROKER));
    settings.setProperty("schema.registry.url", RegistryProgram.url(options.port(Part.REGISTRY)));
    return settings;
  }

  private static void store(Properties properties, Path file) throws IOException {
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
  }

  private void stop(Mesh mesh, Training training, CountDownLatch ended) {
    console.say("Quillmesh ends");
    try {
      training.cancel();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    mesh.stop(STOP_PATIENCE);
    console.say("Quillmesh has ended");
    ended.countDown();
  }
}
