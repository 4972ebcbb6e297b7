package io.quillmesh.modelcheck;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The findings in a form for people. */
record Report(PrintWriter out) {

  void print(AgentModel model, Findings found) {
    Map<String, String> learned = new TreeMap<>(found.learned());
    out.printf(
        "%s at %s%n  asked by         %s%n",
        model.properties().name(),
        model.properties().address(),
        String.join(", ", model.agents()).toLowerCase(Locale.ROOT));
    row("text", found.failure() == null ? "streamed" : "none: " + found.failure());
    if (found.untilFirst() != null) {
      row("speed", speed(found.untilFirst(), found.perSecond()));
      row("thinking", found.thinks() ? "yes, kept apart from its text" : "none seen");
    }
    row("intent, Chinese", words(found.intents().chinese()));
    row("intent, English", words(found.intents().english()));
    if (found.failure() == null || !learned.isEmpty()) {
      row("JSON asked for", learned.getOrDefault("RESPONSE_FORMAT", "as configured"));
      row("token limit", learned.getOrDefault("TOKEN_PARAMETER", "as configured"));
      row("temperature", learned.containsKey("TEMPERATURE") ? "refused" : "taken");
      row(
          "usage",
          learned.containsKey("STREAM_USAGE") ? "unknown: refused in streams" : "asked for");
      row(
          "instructions",
          learned.containsKey("SYSTEM_ROLE") ? "refused as a message of their own" : "taken");
      row("whole answers", learned.containsKey("STREAMED") ? "refused: streams only" : "taken");
    }
    row(
        "cost",
        (found.tokens() == 0 ? "tokens not told" : found.tokens() + " tokens")
            + " in "
            + found.calls()
            + (found.calls() == 1 ? " call" : " calls"));
    settings(model, learned);
    out.println();
    out.flush();
  }

  private void settings(AgentModel model, Map<String, String> learned) {
    if (learned.isEmpty()) {
      return;
    }
    out.println("  Set this, and no call is made in a form that it refuses:");
    boolean isForAll = model.agents().size() == AgentModel.AGENTS.size();
    List<String> prefixes = isForAll ? List.of("OPENAI") : model.agents();
    for (String prefix : prefixes) {
      learned.forEach((name, value) -> out.printf("    export %s_%s=%s%n", prefix, name, value));
    }
  }

  private static String speed(Duration untilFirst, double perSecond) {
    String first = "%.2f s to the first token".formatted(untilFirst.toMillis() / 1000.0);
    return perSecond == 0 ? first : first + ", then %.0f tokens a second".formatted(perSecond);
  }

  private static String words(Findings.@Nullable Answered answered) {
    return answered == null ? "not asked" : answered.words();
  }

  private void row(String name, String value) {
    out.printf("  %-16s %s%n", name, value);
  }
}
