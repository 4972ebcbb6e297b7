package io.quillmesh.testing;

import io.quillmesh.localmesh.cache.AotCache;
import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.config.FreePorts;
import io.quillmesh.localmesh.program.BrokerProgram;
import io.quillmesh.localmesh.program.LogTail;
import io.quillmesh.localmesh.program.Program;
import io.quillmesh.localmesh.program.RegistryProgram;
import io.quillmesh.localmesh.program.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A server that is a child process. */
final class TestProcess implements TestServer {

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

  private final Program program;
  private final int port;
  private final int securedPort;
  private final Path log;
  private @Nullable RunningProgram running;

  private TestProcess(Program program, int port, int securedPort, Path folder) throws IOException {
    // Uses a start-up cache, if ./mesh up has made one.
    this.program = AotCache.of(program, Checkout.find()).apply();
    this.port = port;
    this.securedPort = securedPort;
    this.log = folder.resolve(program.name() + ".log");
  }

  /**
   * @param folder for the data and the log
   */
  static TestProcess broker(Path folder) throws IOException {
    int port = FreePorts.next();
    int securedPort = FreePorts.next();
    Path data = folder.resolve("broker");
    var program = BrokerProgram.create(Checkout.find(), data, port);
    secure(BrokerProgram.settings(data), "127.0.0.1:" + securedPort);
    return new TestProcess(program, port, securedPort, folder);
  }

  private static void secure(Path file, String address) throws IOException {
    var settings = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    }
    settings.putAll(SecuredListener.broker(settings::getProperty, address, address));
    try (var writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
  }

  /**
   * @param folder for the data and the log
   */
  static TestProcess registry(Path folder) throws IOException {
    int port = FreePorts.next();
    var program = RegistryProgram.create(Checkout.find(), folder.resolve("registry"), port);
    return new TestProcess(program, port, 0, folder);
  }

  @Override
  public String name() {
    return program.name();
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public String securedAddress() {
    return "127.0.0.1:" + securedPort;
  }

  @Override
  public void start() throws IOException {
    if (running == null) {
      running = RunningProgram.start(program, log);
    }
  }

  @Override
  public void stop() throws InterruptedException {
    if (running != null) {
      running.stop(STOP_PATIENCE);
      running = null;
    }
  }

  @Override
  public void kill() throws InterruptedException {
    if (running != null) {
      running.kill();
      running = null;
    }
  }

  @Override
  public boolean isAlive() {
    return running != null && running.isAlive();
  }

  @Override
  public String lastWords() {
    return LogTail.of(log, 30);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
