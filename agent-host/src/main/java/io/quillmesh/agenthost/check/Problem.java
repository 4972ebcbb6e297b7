package io.quillmesh.agenthost.check;

import java.nio.file.Path;

/**
 * Something that is wrong with an agent's folder.
 *
 * @param file the file, or the folder where a file is missing
 * @param line from 1
 * @param wrong what is wrong
 * @param expected what was expected
 * @param remedy what to do
 */
public record Problem(Path file, int line, String wrong, String expected, String remedy) {

  /** One line: where, what, and what to do. */
  @Override
  public String toString() {
    return file
        + ":"
        + line
        + ": "
        + wrong
        + ". Expected: "
        + expected
        + ". What to do: "
        + remedy
        + ".";
  }
}
