package io.quillmesh.conformance;

import static io.quillmesh.conformance.Check.require;

import io.quillmesh.conformance.Check.Skipped;
import java.time.Duration;
import java.util.List;

/** Sections 2 and 6: frames of any kind, notices, and signs of life. */
final class FrameChecks {
  private static final int POLICY = 1008;

  private FrameChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("FR-1", "sends events as JSON objects", FrameChecks::events),
        new Check("FR-2", "rejects what is no frame and stays open", FrameChecks::nonsense),
        new Check("FR-3", "closes with 1008 after a binary frame", FrameChecks::binary),
        new Check("FR-4", "sends notices to one connection only", FrameChecks::notices),
        new Check("KA-1", "answers a ping, to its sender only", FrameChecks::ping),
        new Check("KA-2", "sends pings of the WebSocket protocol", FrameChecks::protocolPing));
  }

  private static void events(Target target) throws InterruptedException {
    Connection connection = target.connect().ready();
    target.end(target.begin(connection), connection);
    for (Frame frame : connection.frames()) {
      boolean isEvent = frame.json().isObject() && frame.json().path("type").isString();
      require(isEvent, "a JSON object with a type", frame);
    }
  }

  private static void nonsense(Target target) throws InterruptedException {
    Connection connection = target.connect().ready();
    for (String text : List.of("nonsense", "[]", "{}", "{\"type\":\"nonsense\"}")) {
      connection.send(text);
      Frame notice =
          connection.await(
              "the notice rejected, after " + text, frame -> frame.isNotice("rejected"));
      require(
          notice.value("code").isString() && notice.value("message").isString(),
          "a code and a message in its value",
          notice);
    }
    var _ = connection.caughtUp();
  }

  private static void binary(Target target) throws InterruptedException {
    Connection connection = target.connect().ready();
    connection.sendBinary();
    var closed = connection.awaitClose("close code 1008");
    require(closed.code() == POLICY, "close code 1008", closed);
  }

  private static void notices(Target target) throws InterruptedException {
    Connection sender = target.connect().ready();
    Connection other = target.connect().ready();
    sender.send("nonsense");
    Frame notice = sender.awaitNotice("rejected");
    require(notice.cursor() == null, "a notice without a cursor", notice);
    for (Frame frame : other.caughtUp().frames()) {
      require(!frame.isNotice("rejected"), "nothing at another connection", frame);
    }
  }

  private static void ping(Target target) throws InterruptedException {
    Connection sender = target.connect().ready();
    Connection other = target.connect().ready();
    sender.send("{\"type\":\"ping\"}");
    Frame pong = sender.awaitNotice("pong");
    require(pong.cursor() == null, "a pong without a cursor", pong);
    other.send("nonsense");
    other.awaitNotice("rejected");
    for (Frame frame : other.frames()) {
      require(!frame.isNotice("pong"), "nothing at another connection", frame);
    }
  }

  private static void protocolPing(Target target) throws InterruptedException {
    Duration silence = target.settings().silence();
    if (silence == null) {
      throw new Skipped("it takes a minute: --slow");
    }
    boolean pinged = target.connect().ready().isPingedWithin(silence);
    require(pinged, "a ping of RFC 6455 in %d s".formatted(silence.toSeconds()), "none");
  }
}
