package io.quillmesh.localmesh.child;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Runs another program's main method in a process that ends with its parent.
 *
 * <p>The parent holds the other end of standard input. However the parent ends, kill -9 included,
 * the kernel closes it and this process reads end-of-file: no polling, no pid that might be reused,
 * and it works for programs that know nothing of it.
 */
public final class Child {

  private static final long SECONDS_TO_STOP = 8;

  private Child() {}

  /**
   * @param args the class whose main method is run, and its arguments
   */
  public static void main(String[] args) throws Throwable {
    // Ctrl-C reaches the whole process group. Only the parent acts on it, or all would stop at once
    // and in no order.
    Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
    Thread.ofPlatform().name("parent-watch").daemon().start(Child::endWithParent);
    var main = Class.forName(args[0]).getDeclaredMethod("main", String[].class);
    // Main classes need not be public.
    main.setAccessible(true);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever sent.
      }
    } catch (IOException e) {
      // A pipe that cannot be read is as good as closed.
    }
    Thread.ofPlatform().name("parent-gone").daemon().start(Child::haltLater);
    System.exit(1);
  }

  /** Shutdown hooks may wait for other processes, which are ending too. */
  private static void haltLater() {
    try {
      Thread.sleep(SECONDS_TO_STOP * 1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
