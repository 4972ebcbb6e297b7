package io.quillmesh.deadletters;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands have in common. */
final class Commands {
  private Commands() {}

  static PrintWriter out(@Nullable CommandSpec spec) {
    return given(spec).commandLine().getOut();
  }

  static PrintWriter err(@Nullable CommandSpec spec) {
    return given(spec).commandLine().getErr();
  }

  static CommandSpec given(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec, "picocli sets it");
  }

  static ToolException unknown(LetterId id) {
    return new ToolException(
        "There is no letter " + id + ": it never was, or its topic no longer keeps it");
  }
}
