package io.quillmesh.localmesh.child;

import io.quillmesh.localmesh.program.Program;
import io.quillmesh.localmesh.program.RunningProgram;
import io.quillmesh.localmesh.program.TestPrograms;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Starts a sleeper and prints its pid. A test kills this process. */
public final class SleeperParent {

  private SleeperParent() {}

  public static void main(String[] args) throws Exception {
    Program sleeper = TestPrograms.sleeper("sleeper", "hello");
    System.out.println(RunningProgram.start(sleeper, Path.of(args[0])).pid());
    new CountDownLatch(1).await();
  }
}
