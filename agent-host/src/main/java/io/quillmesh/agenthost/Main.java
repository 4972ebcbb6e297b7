package io.quillmesh.agenthost;

import io.quillmesh.agenthost.command.AgentCommand;
import io.quillmesh.schemas.TrustedRecords;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Starts the program. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends.
   *
   * @param args a command and its options
   */
  public static void main(String[] args) {
    TrustedRecords.trust();
    // Answers may be in any language, whatever the terminal's is.
    System.exit(
        AgentCommand.run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args));
  }
}
