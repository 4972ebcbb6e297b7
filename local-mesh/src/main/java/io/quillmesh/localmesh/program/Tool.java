package io.quillmesh.localmesh.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A runnable jar that does one thing on this terminal and ends. */
public record Tool(Path jar) {

  /**
   * Runs it and waits for its end.
   *
   * @param environment variables added to those of this process
   * @return its exit code
   */
  public int run(List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Program.java().toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
    command.addAll(arguments);
    ProcessBuilder tool = new ProcessBuilder(command).inheritIO();
    tool.environment().putAll(environment);
    return tool.start().waitFor();
  }
}
