package io.quillmesh.conformance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.java_websocket.WebSocket;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A thread of the {@link ReferenceServer}, and those who are connected to it. */
final class Room {
  final String id;
  final String owner;
  final List<ObjectNode> frames = new ArrayList<>();
  final List<WebSocket> connections = new ArrayList<>();
  final Map<String, String> known = new HashMap<>();
  final List<JsonNode> messages = new ArrayList<>();
  final Deque<JsonNode> waiting = new ArrayDeque<>();
  int sequence;
  int before;
  @Nullable JsonNode running;

  Room(String id, String owner) {
    this.id = id;
    this.owner = owner;
  }
}
