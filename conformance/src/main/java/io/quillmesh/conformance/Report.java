package io.quillmesh.conformance;

import io.quillmesh.conformance.Check.Failed;
import io.quillmesh.conformance.Check.Skipped;
import io.quillmesh.conformance.Target.Refused;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.util.List;
import java.util.stream.Stream;

/** Runs checks, and prints what came of each. */
final class Report {
  private final PrintWriter out;
  private int passed;
  private int failed;
  private int skipped;

  Report(PrintWriter out) {
    this.out = out;
  }

  /** All checks, in the order of the document. */
  static List<Check> checks() {
    return Stream.of(HandshakeChecks.all(), FrameChecks.all(), RunChecks.all(), ResumeChecks.all())
        .flatMap(List::stream)
        .toList();
  }

  /** Returns true if nothing failed and something passed. */
  boolean run(List<Check> checks, Target.Settings settings) throws InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(settings.patience()).build()) {
      for (Check check : checks) {
        try (Target target = new Target(http, settings)) {
          run(check, target);
        }
      }
      http.shutdownNow();
    }
    out.printf("%d passed, %d failed, %d skipped%n", passed, failed, skipped);
    out.flush();
    return failed == 0 && passed > 0;
  }

  private void run(Check check, Target target) throws InterruptedException {
    try {
      check.body().run(target);
      passed++;
      say("PASS", check);
    } catch (Skipped why) {
      skipped++;
      say("SKIPPED", check);
      out.printf("         %s%n", why.getMessage());
    } catch (Failed failure) {
      fail(check, failure.expected, failure.seen);
    } catch (Refused refused) {
      fail(check, "a connection", String.valueOf(refused.getMessage()));
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      fail(check, "a server that can be talked to", e.toString());
    }
    out.flush();
  }

  private void fail(Check check, String expected, String seen) {
    failed++;
    say("FAIL", check);
    out.printf("         expected: %s%n         seen:     %s%n", expected, seen);
  }

  private void say(String result, Check check) {
    out.printf("%-8s %s %s%n", result, check.id(), check.requirement());
  }
}
