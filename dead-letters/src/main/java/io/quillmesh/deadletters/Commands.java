package io.quillmesh.deadletters;

import io.quillmesh.deadletters.cluster.ToolException;
import io.quillmesh.deadletters.letter.LetterId;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the commands share. */
final class Commands {
  private Commands() {}

  static PrintWriter out(@Nullable CommandSpec spec) {
    return given(spec).commandLine().getOut();
  }

  static PrintWriter err(@Nullable CommandSpec spec) {
    return given(spec).commandLine().getErr();
  }

  /**
   * The named letters, each once.
   *
   * @throws ParameterException if one of them is not a letter's name
   */
  static List<LetterId> ids(@Nullable CommandSpec spec, List<String> names) {
    try {
      return names.stream().map(LetterId::parse).distinct().toList();
    } catch (IllegalArgumentException e) {
      throw wrong(spec, String.valueOf(e.getMessage()));
    }
  }

  static ParameterException wrong(@Nullable CommandSpec spec, String message) {
    return new ParameterException(given(spec).commandLine(), message);
  }

  private static CommandSpec given(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec, "picocli sets it");
  }

  static ToolException unknown(LetterId id) {
    return new ToolException(
        "There is no letter " + id + ": it never was, or its topic no longer keeps it");
  }
}
