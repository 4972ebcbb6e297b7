package io.quillmesh.localmesh.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Agents that are folders, for the process {@code agent-host}.
 *
 * @param paths of the folders
 * @param watch whether an agent is loaded again when its files change
 */
public record AgentFolders(List<Path> paths, boolean watch) {

  /** No agents but the built-in ones. */
  public static final AgentFolders NONE = new AgentFolders(List.of(), false);

  public AgentFolders {
    // The processes need not run in the same working directory.
    paths = paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
  }

  public boolean isEmpty() {
    return paths.isEmpty();
  }

  /** An agent has the name of its folder. */
  public List<String> names() {
    return paths.stream().map(path -> String.valueOf(path.getFileName())).toList();
  }

  /** The command line of {@code agent-host}. */
  public List<String> runArguments() {
    List<String> arguments = command("run");
    if (watch) {
      arguments.add("--watch");
    }
    return List.copyOf(arguments);
  }

  /** The command line by which {@code agent-host} says what is wrong in the folders. */
  public List<String> checkArguments() {
    return List.copyOf(command("check"));
  }

  private List<String> command(String name) {
    List<String> arguments = new ArrayList<>();
    arguments.add(name);
    paths.forEach(path -> arguments.add(path.toString()));
    return arguments;
  }
}
