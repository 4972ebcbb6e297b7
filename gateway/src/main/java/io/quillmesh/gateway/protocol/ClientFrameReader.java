package io.quillmesh.gateway.protocol;

import io.quillmesh.gateway.EdgeProperties;
import io.quillmesh.schemas.AbortTurn;
import io.quillmesh.schemas.EditArticle;
import io.quillmesh.schemas.GiveFeedback;
import io.quillmesh.schemas.Rating;
import io.quillmesh.schemas.RestoreArticle;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what clients send over a WebSocket: a message, another command, or a ping. */
@Component
public class ClientFrameReader {
  private static final int MAX_REASON = 2048;

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
   * @throws RejectedException if it is none of them, or too large
   */
  public ClientFrame read(String frame, ThreadId thread) {
    JsonNode object = parse(frame);
    String type = object.path("type").asString("");
    return switch (type) {
      case "ping" -> new ClientFrame.Ping();
      case "abort" -> new ClientFrame.Command(abort(object, thread.conversationId()));
      case "edit" -> new ClientFrame.Command(edit(object));
      case "restore" -> new ClientFrame.Command(restore(object));
      case "feedback" -> new ClientFrame.Command(feedback(object));
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
            + " \"messageId\"}, {\"type\":\"edit\",\"baseVersion\",\"markdown\"},"
            + " {\"type\":\"restore\",\"baseVersion\",\"version\"}, {\"type\":\"feedback\",\"messageId\""
            + " or \"articleVersion\",\"rating\"}, or {\"type\":\"ping\"}");
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
        .setKeepAside(whenStale(JsonFields.text(object, "whenStale")))
        .build();
  }

  private static boolean whenStale(@Nullable String name) {
    return switch (name) {
      case null -> false;
      case "reject" -> false;
      case "keep" -> true;
      default -> throw JsonFields.malformed("\"whenStale\" must be \"reject\" or \"keep\"");
    };
  }

  private static RestoreArticle restore(JsonNode object) {
    JsonNode base = object.path("baseVersion");
    JsonNode version = object.path("version");
    if (!base.isInt() || base.intValue() < 0 || !version.isInt() || version.intValue() < 1) {
      throw JsonFields.malformed(
          "A restore needs \"baseVersion\", the version that is the article now, and \"version\","
              + " the one whose text is to be the article again");
    }
    return new RestoreArticle(base.intValue(), version.intValue());
  }

  private static GiveFeedback feedback(JsonNode object) {
    @Nullable String messageId = JsonFields.id(object, "messageId");
    JsonNode version = object.path("articleVersion");
    boolean isOfVersion = version.isInt() && version.intValue() > 0;
    @Nullable Rating rating = rating(JsonFields.text(object, "rating"));
    if ((messageId != null) == isOfVersion || rating == null) {
      throw JsonFields.malformed(
          "Feedback needs either the \"messageId\" of a reply or an \"articleVersion\", and a"
              + " \"rating\": \"good\", \"bad\" or \"none\"");
    }
    String reason = JsonFields.text(object, "reason");
    if (reason != null && JsonFields.utf8Length(reason) > MAX_REASON) {
      throw JsonFields.malformed("A \"reason\" has at most " + MAX_REASON + " bytes of UTF-8");
    }
    return GiveFeedback.newBuilder()
        .setMessageId(messageId == null ? "" : messageId)
        .setArticleVersion(isOfVersion ? version.intValue() : 0)
        .setRating(rating)
        .setReason(reason == null ? "" : reason)
        .build();
  }

  private static @Nullable Rating rating(@Nullable String name) {
    return switch (name) {
      case "good" -> Rating.GOOD;
      case "bad" -> Rating.BAD;
      case "none" -> Rating.NONE;
      case null, default -> null;
    };
  }
}
