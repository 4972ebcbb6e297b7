package io.quillmesh.benchmarks.report;

import io.quillmesh.benchmarks.cost.Costs;
import io.quillmesh.benchmarks.cost.Machine;
import io.quillmesh.benchmarks.idle.IdleMesh.Rested;
import io.quillmesh.benchmarks.idle.IdleSockets.Crowded;
import io.quillmesh.benchmarks.load.Load;
import io.quillmesh.benchmarks.load.ModelPace;
import io.quillmesh.benchmarks.load.Outcome;
import io.quillmesh.benchmarks.options.Mode;
import io.quillmesh.benchmarks.options.Target;
import io.quillmesh.benchmarks.page.Drawn;
import java.io.PrintStream;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prints what was measured as Markdown, and the progress on another stream. */
public final class Report {

  private static final int SHOWN = 5;
  private static final int SHOWN_CHARACTERS = 300;

  private final PrintStream out;
  private final PrintStream progress;

  public Report(PrintStream out, PrintStream progress) {
    this.out = out;
    this.progress = progress;
  }

  public void begin(Target target, ModelPace pace, String version) {
    say("Measured on %s. Machine: %s.", LocalDate.now(ZoneId.systemDefault()), Machine.describe());
    say("Gateway %s, %s.", target.gateway(), version);
    if (target.model().isPresent()) {
      say(
          "Offline model: %d ms to the first token, %d ms a token; article %d tokens, reply %d, JSON %d.",
          pace.firstToken().toMillis(),
          pace.token().toMillis(),
          pace.articleTokens(),
          pace.replyTokens(),
          pace.jsonTokens());
    } else {
      say("The model is not ours to set, so what it takes by itself is not known.");
    }
    if (Machine.load() > 1) {
      say(
          "**Load average before the start: %.1f.** Something else may be running; see the last row of processor time.",
          Machine.load());
    }
  }

  public void progress(String what, Load load) {
    progress.printf(
        "%s: %d conversations, %d turns ...%n", what, load.conversations(), load.allTurns());
  }

  public void warmedUp(Outcome outcome) {
    say("Warm-up: %d turns without delays, not counted below.", outcome.turns().size());
    problems(outcome);
  }

  public void measured(Mode mode, List<Outcome> outcomes) {
    say("");
    say("### %s", mode.title());
    say("");
    say("%s", WaitTable.of(outcomes));
    say("");
    say("%s", CostTable.processorTime(outcomes));
    say("");
    say("%s", CostTable.memory(outcomes));
    outcomes.forEach(this::problems);
  }

  public void crowded(List<Crowded> all) {
    say("");
    say("### %s", Mode.SOCKETS.title());
    say("");
    say("%s", CrowdTable.of(all));
    for (Crowded each : all) {
      each.refusals().forEach((why, many) -> say("- not held: %s (%d)", why, many));
      problems(each.turns());
    }
  }

  public void rested(Rested rested) {
    say("");
    say("### %s", Mode.IDLE.title());
    say("");
    say("%s", IdleTable.of(rested.costs()));
    restarted(rested.costs());
    problems(rested.turns());
  }

  public void drawn(List<Drawn> all) {
    say("");
    say("### %s", Mode.PAGE.title());
    say("");
    say("%s", PageTable.of(all));
  }

  private void problems(Outcome outcome) {
    restarted(outcome.costs());
    some("WRONG", outcome.wrong());
    some("lost", outcome.losses());
  }

  private void restarted(Costs costs) {
    costs
        .restarted()
        .forEach(name ->
            say("**%s was started anew meanwhile; its processor time is not complete.**", name));
  }

  private void some(String what, List<String> all) {
    Map<String, Integer> kinds = new TreeMap<>();
    all.forEach(one -> kinds.merge(shortened(one), 1, Integer::sum));
    kinds.entrySet().stream()
        .limit(SHOWN)
        .forEach(kind -> say("- %s: %s (%d)", what, kind.getKey(), kind.getValue()));
    if (kinds.size() > SHOWN) {
      say("- and %d other kinds of %s turns", kinds.size() - SHOWN, what);
    }
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
  }

  private void say(String format, Object... values) {
    out.println(format.formatted(values));
  }
}
