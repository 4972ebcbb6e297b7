package io.quillmesh.benchmarks;

import io.quillmesh.benchmarks.load.UnreachableException;
import io.quillmesh.benchmarks.options.Options;
import io.quillmesh.benchmarks.options.Target;
import io.quillmesh.benchmarks.options.WrongUsageException;
import io.quillmesh.benchmarks.report.Report;
import java.io.IOException;
import java.util.Arrays;

/** The command line of {@code ./mesh bench}. */
public final class Main {

  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private Main() {}

  /**
   * @param args options, see {@code ./mesh help}
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String[] args) {
    try {
      var options = Options.parse(Arrays.asList(args), System.getenv());
      return new Bench(options, Target.of(options), new Report(System.out, System.err)).run()
          ? OK
          : FAILED;
    } catch (WrongUsageException e) {
      System.err.println("Error: " + e.getMessage());
      return WRONG_USAGE;
    } catch (IOException | UnreachableException e) {
      System.err.println("Error: " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      return FAILED;
    }
  }
}
