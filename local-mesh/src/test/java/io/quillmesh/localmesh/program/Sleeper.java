package io.quillmesh.localmesh.program;

import java.util.concurrent.CountDownLatch;

/** A program that does nothing until it is told to end, or dies at once if asked to. */
public final class Sleeper {

  private Sleeper() {}

  public static void main(String[] args) throws InterruptedException {
    System.out.println("A sleeper says " + String.join(" ", args));
    if (args.length > 0 && args[0].equals("die")) {
      System.exit(3);
    }
    new CountDownLatch(1).await();
  }
}
