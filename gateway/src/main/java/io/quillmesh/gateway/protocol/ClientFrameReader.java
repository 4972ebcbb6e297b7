package io.quillmesh.gateway.protocol;

import io.quillmesh.gateway.EdgeProperties;
import io.quillmesh.schemas.AbortTurn;
import io.quillmesh.schemas.EditArticle;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what clients send over a WebSocket: a message, an abort, an edit, a ping. */
@Component
public class ClientFrameReader {
  private final JsonMapper json;
  private final RunInputReader runInputs;
  private final long maxArticleBytes;

  ClientFrameReader(JsonMapper json, RunInputReader runInputs, EdgeProperties settings) {
    this.json = json;
    this.runInputs = runInputs;
    this.maxArticleBytes = settings.sizes().article().toBytes();
  }

  /**
   * What a frame asks for.
   *
   * @throws RejectedException if it is none of the four, or too large
   */
  public ClientFrame read(String frame, ThreadId thread) {
    JsonNode object = parse(frame);
    String type = object.path("type").asString("");
    return switch (type) {
      case "ping" -> new ClientFrame.Ping();
      case "abort" -> new ClientFrame.Command(abort(object, thread.conversationId()));
      case "edit" -> new ClientFrame.Command(edit(object));
      case "" -> {
        String threadId = JsonFields.text(object, "threadId");
        if (threadId != null && !thread.isMeantBy(threadId)) {
          throw JsonFields.malformed("\"threadId\" must be the conversation of this socket");
        }
        yield new ClientFrame.Message(runInputs.read(object, thread.conversationId()));
      }
      default -> throw unknown();
    };
  }

  private JsonNode parse(String frame) {
    try {
      JsonNode object = json.readTree(frame);
      if (object != null && object.isObject()) {
        return object;
      }
    } catch (JacksonException e) {
      // reported below without the parser's message, which repeats what was sent
    }
    throw unknown();
  }

  private static RejectedException unknown() {
    return JsonFields.malformed(
        "A frame is one JSON object: a RunAgentInput, {\"type\":\"abort\",\"runId\" or"
            + " \"messageId\"}, {\"type\":\"edit\",\"baseVersion\",\"markdown\"}, or"
            + " {\"type\":\"ping\"}");
  }

  /** Also the body of {@code POST .../abort}. */
  public static AbortTurn abort(JsonNode object, String conversationId) {
    @Nullable String runId = JsonFields.id(object, "runId");
    @Nullable String messageId = JsonFields.id(object, "messageId");
    if (runId == null && messageId == null) {
      throw JsonFields.malformed("An abort needs the \"runId\" or the \"messageId\" of the turn");
    }
    return AbortTurn.newBuilder()
        .setTurnId(runId == null ? null : Ids.turn(conversationId, runId))
        .setMessageId(messageId)
        .build();
  }

  private EditArticle edit(JsonNode object) {
    JsonNode version = object.path("baseVersion");
    String markdown = JsonFields.text(object, "markdown");
    if (!version.isInt() || version.intValue() < 0 || markdown == null) {
      throw JsonFields.malformed(
          "An edit needs \"baseVersion\", the version that was edited, and \"markdown\", the whole"
              + " text");
    }
    int length = JsonFields.utf8Length(markdown);
    if (length > maxArticleBytes) {
      throw new Rejection(
              null,
              RejectionCode.ARTICLE_TOO_LARGE,
              "The article has "
                  + length
                  + " bytes, at most "
                  + maxArticleBytes
                  + " are kept. Shorten it.")
          .exception();
    }
    return EditArticle.newBuilder()
        .setBaseVersion(version.intValue())
        .setMarkdown(markdown)
        .build();
  }
}
