package io.quillmesh.localmesh.agents;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * An agent as the gateway lists it.
 *
 * @param status {@code ADMITTED}, {@code REFUSED} or {@code PENDING}
 * @param reason why it is not admitted; empty if it is
 * @param prompt the start of its prompt's hash, enough to recognise it
 */
record ListedAgent(
    String name,
    boolean builtIn,
    String status,
    String reason,
    List<String> after,
    String model,
    String prompt) {

  private static final int SHOWN_DIGITS = 8;

  static ListedAgent of(JsonNode agent) {
    String hash = agent.path("promptHash").asString("");
    return new ListedAgent(
        agent.path("name").asString(""),
        agent.path("builtIn").asBoolean(false),
        agent.path("status").asString(""),
        agent.path("reason").asString(""),
        agent.path("after").valueStream().map(JsonNode::asString).toList(),
        agent.path("model").asString(""),
        hash.substring(0, Math.min(SHOWN_DIGITS, hash.length())));
  }

  /** In words, for one column. */
  String state() {
    return builtIn ? "built in" : status.toLowerCase(Locale.ROOT);
  }

  /** In words, for a line about this agent. */
  String sentence() {
    return switch (status) {
      case "ADMITTED" -> "is admitted" + (prompt.isEmpty() ? "" : " (prompt " + prompt + ")");
      case "REFUSED" -> "is refused: " + reason;
      case "PENDING" -> "waits to be admitted" + (reason.isEmpty() ? "" : ": " + reason);
      default -> "is " + status;
    };
  }
}
