package io.quillmesh.conformance;

import static io.quillmesh.conformance.Check.require;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Sections 3 and 4: snapshots, messages and the frames of their runs. */
final class RunChecks {
  private static final Pattern EPOCH = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private RunChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("SN-1", "begins with the two snapshots", RunChecks::snapshots),
        new Check("SN-2", "tells a running run from its start", RunChecks::running),
        new Check("RU-1", "begins a run with the message in it", RunChecks::started),
        new Check("RU-2", "numbers the frames without a gap", RunChecks::numbered),
        new Check("RU-3", "sends the same to all connections", RunChecks::same),
        new Check("RU-4", "makes one run of one message id", RunChecks::once),
        new Check("RU-5", "lets a message wait while a run runs", RunChecks::queued));
  }

  private static void snapshots(Target target) throws InterruptedException {
    Connection connection = target.connect();
    Frame state = connection.awaitShared();
    Frame messages = connection.awaitShared();
    require(state.is("STATE_SNAPSHOT"), "STATE_SNAPSHOT first", state);
    require(state.cursor() == null, "no cursor in STATE_SNAPSHOT", state);
    require(messages.is("MESSAGES_SNAPSHOT"), "MESSAGES_SNAPSHOT second", messages);
    require(messages.cursor() != null, "a cursor in MESSAGES_SNAPSHOT", messages);
  }

  private static void running(Target target) throws InterruptedException {
    Connection first = target.connect().ready();
    Run run = target.begin(first);
    Connection later = target.connect();
    Frame state = later.awaitShared();
    Frame messages = later.awaitShared();
    Frame started = later.awaitShared();
    require(
        state.is("STATE_SNAPSHOT") && messages.is("MESSAGES_SNAPSHOT"),
        "the two snapshots first",
        state + " " + messages);
    require(
        !messages.text().contains(run.messageId()),
        "messages as they were before the run",
        messages);
    require(started.startsRun(run), "then the run from RUN_STARTED on", started);
    target.end(run, first);
    later.await("the run's end", Frame::endsRun);
    sameFrames(ofRun(first, run), ofRun(later, run));
  }

  private static void started(Target target) throws InterruptedException {
    Connection connection = target.connect().ready();
    Run run = target.begin(connection);
    Frame started = connection.frames().getLast();
    require(
        started.text("threadId").equals(run.threadId()), "the thread's id, as connected", started);
    boolean contains =
        started
            .json()
            .path("input")
            .path("messages")
            .valueStream()
            .anyMatch(message -> message.path("id").asString("").equals(run.messageId()));
    require(contains, "the message in input.messages", started);
    target.end(run, connection);
  }

  private static void numbered(Target target) throws InterruptedException {
    Connection connection = target.connect().ready();
    target.end(target.begin(connection), connection);
    Frame before =
        connection.frames().stream().filter(it -> it.cursor() != null).findFirst().orElseThrow();
    for (Frame frame : sharedAfter(connection, before)) {
      require(frame.cursor() != null, "a cursor in each shared frame", frame);
      require(EPOCH.matcher(frame.epoch()).matches(), "an epoch of 1 to 64 letters", frame);
      require(
          frame.sequence() == before.sequence() + 1,
          "the sequence " + (before.sequence() + 1),
          frame);
      before = frame;
    }
  }

  private static void same(Target target) throws InterruptedException {
    Connection speaking = target.connect().ready();
    Connection watching = target.connect().ready();
    Run run = target.begin(speaking);
    target.end(run, speaking);
    watching.await("the run's end at another connection", Frame::endsRun);
    sameFrames(ofRun(speaking, run), ofRun(watching, run));
  }

  private static void once(Target target) throws InterruptedException {
    Connection connection = target.connect().ready();
    Run run = target.begin(connection);
    connection.send(run.input());
    target.end(run, connection);
    connection.send(run.input());
    connection.send(run.saying("Something else").input());
    connection.await(
        "the notice rejected, for another content",
        frame ->
            frame.isNotice("rejected")
                && frame.value("messageId").asString("").equals(run.messageId()));
    long runs =
        connection.frames().stream()
            .filter(it -> it.is("RUN_STARTED") && it.text().contains(run.messageId()))
            .count();
    require(runs == 1, "one run", runs);
  }

  private static void queued(Target target) throws InterruptedException {
    Connection connection = target.connect().ready();
    Run first = target.begin(connection);
    Run second = Run.in(target.threadId);
    connection.send(second.input());
    Frame next =
        connection.await("the notice queued", it -> it.isNotice("queued") || it.startsRun(second));
    require(next.isNotice("queued"), "the notice queued, while a run runs", next);
    require(next.text().contains(second.messageId()), "the message's id in it", next);
    target.end(first, connection);
    connection.await("the run of the message that waited", frame -> frame.startsRun(second));
    target.end(second, connection);
  }

  static List<Frame> sharedAfter(Connection connection, Frame last) {
    return connection.shared().stream().dropWhile(frame -> !frame.equals(last)).skip(1).toList();
  }

  private static List<Frame> ofRun(Connection connection, Run run) {
    return upToEnd(connection.shared().stream().dropWhile(frame -> !frame.startsRun(run)).toList());
  }

  static List<Frame> upToEnd(List<Frame> frames) {
    int end = frames.indexOf(frames.stream().filter(Frame::endsRun).findFirst().orElseThrow());
    return frames.subList(0, end + 1);
  }

  static void sameFrames(List<Frame> expected, List<Frame> seen) {
    for (int i = 0; i < expected.size(); i++) {
      Frame there = i < seen.size() ? seen.get(i) : null;
      require(
          there != null && Objects.equals(there.json(), expected.get(i).json()),
          expected.get(i).toString(),
          there == null ? "nothing" : there);
    }
    require(seen.size() == expected.size(), "nothing more", seen.getLast());
  }
}
