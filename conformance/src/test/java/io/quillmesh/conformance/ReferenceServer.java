package io.quillmesh.conformance;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.protocols.IProtocol;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A second server that keeps the proposal, in memory. It can break the requirement of one check.
 * Its runs end when they are stopped.
 */
final class ReferenceServer extends WebSocketServer {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String EPOCH = "ref-1";

  private final String broken;
  private final Map<String, Room> rooms = new HashMap<>();
  private final CountDownLatch started = new CountDownLatch(1);

  /**
   * @param broken the id of the check that must fail; empty for none
   */
  ReferenceServer(String broken) {
    super(new InetSocketAddress("localhost", 0), 1, List.of(draft(broken)));
    this.broken = broken;
    setReuseAddr(true);
    setDaemon(true);
    setConnectionLostTimeout(breaks("KA-2") ? 0 : 1);
  }

  private static Draft draft(String broken) {
    IProtocol ours = new Protocol("ag-ui.v1");
    List<IProtocol> known =
        switch (broken) {
          case "HS-1" -> List.of(new Protocol(""));
          case "HS-5" -> List.of(ours, new Protocol(""));
          default -> List.of(ours);
        };
    return new Draft_6455(List.of(), known);
  }

  ReferenceServer begin() throws InterruptedException {
    start();
    started.await();
    return this;
  }

  String url() {
    return "ws://localhost:" + getPort() + "/threads/{threadId}/socket";
  }

  private boolean breaks(String check) {
    return broken.equals(check);
  }

  @Override
  public void onStart() {
    started.countDown();
  }

  @Override
  public synchronized void onOpen(WebSocket connection, ClientHandshake handshake) {
    String[] address = handshake.getResourceDescriptor().split("[/?]");
    String query = handshake.getResourceDescriptor().replaceFirst("^[^?]*\\??", "");
    String person = person(handshake, query);
    if (person == null) {
      connection.close(4401, "no valid token");
      return;
    }
    Room room = rooms.computeIfAbsent(address[2], id -> new Room(id, person));
    if (!room.owner.equals(person) && !breaks("HS-7")) {
      connection.close(4404, "not found");
      return;
    }
    connection.setAttachment(room);
    welcome(connection, room, query.startsWith("after=") ? query.substring(6) : "");
    room.connections.add(connection);
  }

  private @Nullable String person(ClientHandshake handshake, String query) {
    List<String> tokens = new ArrayList<>();
    if (!breaks("HS-2")) {
      Arrays.stream(handshake.getFieldValue("Sec-WebSocket-Protocol").split(", *"))
          .filter(protocol -> protocol.startsWith("bearer."))
          .forEach(protocol -> tokens.add(protocol.substring(7)));
    }
    if (!breaks("HS-3")) {
      tokens.add(handshake.getFieldValue("Authorization").replaceFirst("^Bearer ", ""));
    }
    if (breaks("HS-6")) {
      tokens.add(query.replaceFirst(".*token=", ""));
    }
    if (breaks("HS-4")) {
      tokens.add("anna");
    }
    return tokens.stream().filter(List.of("anna", "ben")::contains).findFirst().orElse(null);
  }

  /**
   * @param after the cursor; empty without one
   */
  private void welcome(WebSocket connection, Room room, String after) {
    boolean isForm = after.matches("[\\w-]+\\.\\d+");
    if (!after.isEmpty() && !isForm && breaks("RE-4")) {
      connection.close(1008, "a bad cursor");
      return;
    }
    boolean isKnown = isForm && after.startsWith(EPOCH + ".");
    int seen = isKnown ? Integer.parseInt(after.substring(EPOCH.length() + 1)) : -1;
    if (isKnown && !(breaks("RE-2") && seen == room.sequence)) {
      room.frames.stream()
          .filter(frame -> sequence(frame) > (breaks("RE-1") ? seen + 1 : seen))
          .forEach(frame -> connection.send(frame.toString()));
      return;
    }
    boolean lost = !after.isEmpty() && !breaks("RE-3");
    ObjectNode state = event("STATE_SNAPSHOT");
    state.putObject("snapshot");
    ObjectNode messages = event("MESSAGES_SNAPSHOT");
    messages.putArray("messages").addAll(room.messages);
    int at = room.running == null ? room.sequence : room.before;
    ObjectNode metadata = messages.putObject("metadata").putObject("ref");
    metadata.put("epoch", EPOCH).put("sequence", at);
    if (lost) {
      metadata.put("recovered", false);
      state.putObject("metadata").putObject("ref").put("recovered", false);
    }
    for (ObjectNode frame : breaks("SN-1") ? List.of(messages, state) : List.of(state, messages)) {
      connection.send(frame.toString());
    }
    room.frames.stream()
        .filter(frame -> sequence(frame) > (breaks("SN-2") ? at + 1 : at))
        .forEach(frame -> connection.send(frame.toString()));
  }

  @Override
  public synchronized void onMessage(WebSocket connection, String text) {
    Room room = connection.getAttachment();
    JsonNode frame = parse(text);
    switch (frame.path("type").asString("")) {
      case "ping" -> notice(connection, room, "pong", breaks("KA-1"), Map.of());
      case "abort" -> abort(connection, room, frame.path("runId").asString(""));
      default -> {
        if (frame.path("messages").isArray() && !frame.path("messages").isEmpty()) {
          message(connection, room, frame);
        } else if (breaks("FR-2")) {
          connection.close(1007, "nonsense");
        } else {
          reject(connection, room, "", "MALFORMED");
        }
      }
    }
  }

  private void message(WebSocket connection, Room room, JsonNode input) {
    JsonNode message = input.path("messages").path(0);
    String id = message.path("id").asString();
    String before = room.known.put(id, message.path("content").asString());
    if (before != null && !before.equals(message.path("content").asString())) {
      reject(connection, room, id, "MESSAGE_ID_REUSED");
    } else if (before == null || breaks("RU-4")) {
      if (room.running == null || breaks("RU-5")) {
        run(room, input);
      } else {
        room.waiting.add(input);
        notice(connection, room, "queued", false, Map.of("messageId", id));
      }
    }
  }

  private void run(Room room, JsonNode input) {
    room.before = room.sequence;
    room.running = input;
    ObjectNode started = event("RUN_STARTED").put("threadId", room.id);
    started.set("runId", input.path("runId"));
    started.set("input", breaks("RU-1") ? JSON.createObjectNode() : input);
    shared(room, started);
    shared(room, event("TEXT_MESSAGE_START").put("messageId", "reply").put("role", "assistant"));
    if (breaks("FR-1")) {
      room.connections.forEach(each -> each.send("[]"));
    }
  }

  private void abort(@Nullable WebSocket connection, Room room, String runId) {
    JsonNode running = room.running;
    if (running == null || !running.path("runId").asString().equals(runId)) {
      if (connection != null && !breaks("CA-2")) {
        reject(connection, room, "", "NOT_RUNNING");
      }
      return;
    }
    shared(room, event("TEXT_MESSAGE_END").put("messageId", "reply"));
    ObjectNode end = event(breaks("CA-1") ? "RUN_ERROR" : "RUN_FINISHED").put("runId", runId);
    end.putObject("outcome").put("type", "cancelled");
    room.running = null;
    room.messages.add(running.path("messages").path(0));
    shared(room, end);
    if (!room.waiting.isEmpty()) {
      run(room, room.waiting.remove());
    }
  }

  private void reject(WebSocket connection, Room room, String messageId, String code) {
    notice(
        connection,
        room,
        "rejected",
        breaks("FR-4"),
        Map.of("messageId", messageId, "code", code, "message", "Do something else."));
  }

  private void notice(
      WebSocket connection, Room room, String name, boolean toAll, Map<String, String> value) {
    ObjectNode notice = event("CUSTOM").put("name", "ref." + name);
    notice.set("value", JSON.valueToTree(value));
    (toAll ? room.connections : List.of(connection)).forEach(it -> it.send(notice.toString()));
  }

  private void shared(Room room, ObjectNode frame) {
    room.sequence += breaks("RU-2") ? 2 : 1;
    frame.putObject("metadata").putObject("ref").put("epoch", EPOCH).put("sequence", room.sequence);
    room.frames.add(frame);
    room.connections.stream()
        .skip(breaks("RU-3") && frame.toString().contains("TEXT_MESSAGE_START") ? 1 : 0)
        .filter(WebSocket::isOpen)
        .forEach(each -> each.send(frame.toString()));
  }

  @Override
  public synchronized void onMessage(WebSocket connection, ByteBuffer binary) {
    if (!breaks("FR-3")) {
      connection.close(1008, "text frames only");
    }
  }

  @Override
  public synchronized void onClose(WebSocket connection, int code, String reason, boolean remote) {
    Room room = connection.getAttachment();
    if (room != null) {
      room.connections.remove(connection);
      if (breaks("RE-5") && room.running != null) {
        abort(null, room, room.running.path("runId").asString());
      }
    }
  }

  @Override
  public void onError(@Nullable WebSocket connection, Exception e) {
    e.printStackTrace();
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      return JSON.nullNode();
    }
  }

  private static ObjectNode event(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  private static int sequence(ObjectNode frame) {
    return frame.path("metadata").path("ref").path("sequence").asInt();
  }
}
