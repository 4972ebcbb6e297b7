package io.quillmesh.localmesh.child;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Runs another program's main method in a process that ends with its parent.
 *
 * <p>The parent holds the other end of standard input. However the parent ends, even by kill -9,
 * the kernel closes that end and this process reads end-of-file. This needs no polling and no pid
 * that might be reused, and the program that is run need not know about it.
 */
public final class Child {

  private static final long SECONDS_TO_STOP = 8;

  private Child() {}

  /**
   * @param args the class whose main method is run, and its arguments
   */
  public static void main(String[] args) throws Throwable {
    // Ctrl-C reaches the whole process group. Only the parent may act on it: otherwise all
    // processes would stop at once, in no particular order.
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
      // A pipe that cannot be read counts as closed.
    }
    Thread.ofPlatform().name("parent-gone").daemon().start(Child::haltLater);
    System.exit(1);
  }

  /**
   * Halts in the end, because shutdown hooks may wait for other processes, which are ending too.
   */
  private static void haltLater() {
    try {
      Thread.sleep(SECONDS_TO_STOP * 1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
