package io.quillmesh.localmesh;

/** Runs when this process is told to end, by Ctrl-C or by a signal. */
final class StopHook {

  private final Thread thread;

  private StopHook(Thread thread) {
    this.thread = thread;
  }

  static StopHook register(Runnable stop) {
    Thread thread = Thread.ofPlatform().name("stop").unstarted(stop);
    Runtime.getRuntime().addShutdownHook(thread);
    return new StopHook(thread);
  }

  /**
   * Removes the hook.
   *
   * @throws InterruptedException if it is too late and the hook has already run, which then also
   *     explains any other failure
   */
  void remove() throws InterruptedException {
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException e) {
      thread.join();
      throw new InterruptedException("This process was told to end");
    }
  }
}
