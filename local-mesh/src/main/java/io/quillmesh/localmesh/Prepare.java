package io.quillmesh.localmesh;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code mesh build}'s last step: makes the AOT caches that are missing, by one run of the mesh,
 * with a turn in it, on ports and data of its own.
 */
final class Prepare {

  /** Writing a cache takes a process some ten seconds of both cores, after its end. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Options wanted;
  private final Checkout checkout;
  private final Console console;
  private final AotCaches caches;
  private final List<Program> trained = new ArrayList<>();

  Prepare(Options wanted, Checkout checkout, Console console) {
    this.wanted = wanted;
    this.checkout = checkout;
    this.console = console;
    this.caches = AotCaches.of(checkout);
  }

  void run() throws IOException, InterruptedException {
    Path folder = checkout.target("local-mesh").resolve("aot-training");
    var data = new DataFolder(folder);
    try (var _ = data.lock()) {
      var options =
          new Options(folder, Options.randomPorts(), wanted.partitions(), wanted.without());
      var model = ModelSettings.of(Map.of(), options.port(Part.OFFLINE_MODEL));
      var programs =
          new Programs(checkout, data, options, model, SessionKey.readOrCreate(data.sessionKey()));
      if (isComplete(programs)) {
        return;
      }
      ClientLog.to(data);
      console.say("Making caches for a quick start; once after a change, it takes a minute or two");
      train(data, programs, options);
    }
    Trees.delete(folder);
  }

  private boolean isComplete(Programs programs) throws IOException {
    for (Part part : programs.parts()) {
      if (!caches.has(programs.of(part))) {
        return false;
      }
    }
    return true;
  }

  private void train(DataFolder data, Programs programs, Options options)
      throws IOException, InterruptedException {
    var environment =
        new Supervised.Environment(data, new PidFiles(data.run()), RestartPolicy.DEFAULT, console);
    var mesh =
        new Mesh(
            programs.parts(), part -> training(programs.of(part)), options, environment, PATIENCE);
    Thread hook = Thread.ofPlatform().unstarted(() -> end(mesh));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      mesh.start();
      if (programs.parts().contains(Part.GATEWAY)) {
        new TrainingTurn(options.port(Part.GATEWAY), console).run();
      }
    } finally {
      Runtime.getRuntime().removeShutdownHook(hook);
      mesh.stop();
    }
    for (Program program : trained) {
      if (!caches.keep(program)) {
        console.say(program.name(), "wrote no cache. " + LogTail.of(data.log(program.name()), 5));
      }
    }
    console.say("Caches are made");
  }

  private Program training(Program program) throws IOException, InterruptedException {
    if (caches.has(program)) {
      return caches.applyTo(program);
    }
    synchronized (trained) {
      trained.add(program);
    }
    return caches.training(program);
  }

  private static void end(Mesh mesh) {
    try {
      mesh.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
