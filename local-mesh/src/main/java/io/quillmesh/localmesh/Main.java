package io.quillmesh.localmesh;

import io.quillmesh.localmesh.agents.AgentTool;
import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.config.ClientLog;
import io.quillmesh.localmesh.config.Console;
import io.quillmesh.localmesh.config.DataFolder;
import io.quillmesh.localmesh.config.MeshException;
import io.quillmesh.localmesh.config.Options;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The command line. */
public final class Main {

  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private Main() {}

  /**
   * @param args {@code up}, {@code status}, {@code model} or {@code agent}, and options
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String[] args) {
    var console = new Console(System.out);
    ClientLog.off();
    if (args.length == 0) {
      console.say("Say what to do: up, status, model or agent; see ./mesh help.");
      return WRONG_USAGE;
    }
    List<String> rest = Arrays.asList(args).subList(1, args.length);
    try {
      var checkout = Checkout.find();
      if (args[0].equals("model")) {
        return ModelTool.run(rest, System.getenv(), checkout, console);
      }
      if (args[0].equals("agent")) {
        return new AgentTool(checkout, System.getenv(), console).run(rest);
      }
      var options = Options.parse(rest, System.getenv(), checkout);
      switch (args[0]) {
        case "up" -> new Up(options, checkout, System.getenv(), console).run();
        case "status" -> {
          return new Status(new DataFolder(options.data()), console).show() ? OK : FAILED;
        }
        default -> throw new MeshException("Unknown command " + args[0] + "; see ./mesh help.");
      }
      return OK;
    } catch (MeshException | IOException e) {
      console.say("Error: " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      // The process is being stopped, and Up has said so.
      return FAILED;
    }
  }
}
