package io.quillmesh.localmesh;

import java.io.PrintStream;

/** What the person in front of the terminal reads. */
final class Console {

  private final PrintStream out;

  Console(PrintStream out) {
    this.out = out;
  }

  synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  /** A line about one process, in columns. */
  void say(String process, String what) {
    say("  %-19s %s".formatted(process, what));
  }
}
