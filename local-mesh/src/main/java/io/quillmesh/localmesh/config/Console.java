package io.quillmesh.localmesh.config;

import java.io.PrintStream;

/** What the person in front of the terminal reads. */
public final class Console {

  private final PrintStream out;

  public Console(PrintStream out) {
    this.out = out;
  }

  public synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  /** A line about one process, in columns. */
  public void say(String process, String what) {
    say("  %-19s %s".formatted(process, what));
  }
}
