package io.quillmesh.conformance;

import static io.quillmesh.conformance.Check.require;

import io.quillmesh.conformance.Check.Skipped;
import java.util.List;

/** Section 5: coming back, and stopping. */
final class ResumeChecks {
  private ResumeChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("RE-1", "sends exactly what was missed", ResumeChecks::missed),
        new Check("RE-2", "sends nothing if nothing was missed", ResumeChecks::nothing),
        new Check("RE-3", "begins again for an unknown cursor", ResumeChecks::unknown),
        new Check("RE-4", "takes a malformed cursor as unknown", ResumeChecks::malformed),
        new Check("RE-5", "goes on when a connection is closed", ResumeChecks::left),
        new Check("CA-1", "ends a run that is stopped", ResumeChecks::stopped),
        new Check("CA-2", "rejects a stop of nothing", ResumeChecks::stopNothing));
  }

  private static void missed(Target target) throws InterruptedException {
    Connection staying = target.connect().ready();
    Connection leaving = target.connect().ready();
    Run run = target.begin(staying);
    Frame last = leaving.await("RUN_STARTED", frame -> frame.startsRun(run));
    leaving.close();
    target.end(run, staying);
    Connection back = target.resume(cursor(last));
    back.await("the run's end", Frame::endsRun);
    RunChecks.sameFrames(
        RunChecks.upToEnd(RunChecks.sharedAfter(staying, last)), RunChecks.upToEnd(back.shared()));
  }

  private static void nothing(Target target) throws InterruptedException {
    Connection staying = target.connect().ready();
    target.end(target.begin(staying), staying);
    Frame last =
        staying.caughtUp().frames().stream().filter(it -> it.cursor() != null).toList().getLast();
    Connection back = target.resume(cursor(last));
    Run next = target.begin(staying);
    Frame expected = RunChecks.sharedAfter(staying, last).getFirst();
    Frame seen = back.awaitShared();
    require(seen.json().equals(expected.json()), expected.toString(), seen);
    target.end(next, staying);
  }

  private static void unknown(Target target) throws InterruptedException {
    beginsAgain(target, "nobody-knows.3");
  }

  private static void malformed(Target target) throws InterruptedException {
    for (String cursor : List.of("nonsense", "a.b.c", "e.-1")) {
      beginsAgain(target, cursor);
    }
  }

  private static void beginsAgain(Target target, String cursor) throws InterruptedException {
    target.connect().ready();
    Connection back = target.resume(cursor);
    for (String type : List.of("STATE_SNAPSHOT", "MESSAGES_SNAPSHOT")) {
      Frame frame = back.awaitShared();
      require(frame.is(type), type + " after the cursor " + cursor, frame);
      require(frame.saysLost(), "recovered: false in " + type, frame);
    }
  }

  private static void left(Target target) throws InterruptedException {
    Connection staying = target.connect().ready();
    Connection leaving = target.connect().ready();
    Run run = target.begin(leaving);
    staying.await("RUN_STARTED", frame -> frame.startsRun(run));
    leaving.close();
    // Time for the server to notice.
    target.connect().ready().close();
    for (Frame frame : staying.caughtUp().frames()) {
      require(!wasCancelled(frame), "a run that goes on", frame);
    }
    target.end(run, staying);
  }

  private static void stopped(Target target) throws InterruptedException {
    Connection speaking = target.connect().ready();
    Connection watching = target.connect().ready();
    Run run = target.begin(speaking);
    Frame end = target.end(run, speaking);
    if (end.outcome().equals("success")) {
      throw new Skipped("the run was over before it could be stopped");
    }
    require(wasCancelled(end), "RUN_FINISHED with outcome.type cancelled", end);
    Frame seen = watching.await("the run's end", Frame::endsRun);
    require(wasCancelled(seen), "the same at another connection", seen);
  }

  private static void stopNothing(Target target) throws InterruptedException {
    Connection sender = target.connect().ready();
    Connection other = target.connect().ready();
    sender.send(Run.in(target.threadId).abort());
    sender.awaitNotice("rejected");
    for (Frame frame : other.caughtUp().frames()) {
      boolean isBefore = frame.is("STATE_SNAPSHOT") || frame.is("MESSAGES_SNAPSHOT");
      require(isBefore || frame.isNotice("pong"), "nothing at another connection", frame);
    }
  }

  private static boolean wasCancelled(Frame frame) {
    return frame.is("RUN_FINISHED") && frame.outcome().equals("cancelled");
  }

  private static String cursor(Frame frame) {
    String cursor = frame.cursor();
    if (cursor == null) {
      throw new Check.Failed("a cursor in a shared frame", frame.toString());
    }
    return cursor;
  }
}
