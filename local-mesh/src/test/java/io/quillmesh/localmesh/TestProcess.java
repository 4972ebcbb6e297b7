package io.quillmesh.localmesh;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server that is a child process. */
final class TestProcess implements TestServer {

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

  private final Program program;
  private final int port;
  private final Path log;
  private @Nullable RunningProgram running;

  private TestProcess(Program program, int port, Path folder) {
    // Made by ./mesh build; without it a start takes longer.
    this.program = AotCache.of(program, Checkout.find()).apply();
    this.port = port;
    this.log = folder.resolve(program.name() + ".log");
  }

  /**
   * @param folder for its data and its log
   */
  static TestProcess broker(Path folder) throws IOException {
    int port = FreePorts.next();
    var program = BrokerProgram.create(Checkout.find(), folder.resolve("broker"), port);
    return new TestProcess(program, port, folder);
  }

  /**
   * @param folder for its data and its log
   */
  static TestProcess registry(Path folder) {
    int port = FreePorts.next();
    var program = RegistryProgram.create(Checkout.find(), folder.resolve("registry"), port);
    return new TestProcess(program, port, folder);
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
