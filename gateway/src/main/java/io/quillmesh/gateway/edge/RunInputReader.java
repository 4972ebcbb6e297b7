package io.quillmesh.gateway.edge;

import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.SubmitMessage;
import io.quillmesh.schemas.WhenBusy;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Reads AG-UI's {@code RunAgentInput}. Only its newest user message counts: the history is the
 * server's.
 */
@Component
class RunInputReader {
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}");

  private final long maxBytes;

  RunInputReader(EdgeProperties settings) {
    this.maxBytes = settings.sizes().message().toBytes();
  }

  /**
   * @throws RejectedException if it is none, or its message is not one that can be answered
   */
  SubmitMessage read(JsonNode input, String conversationId) {
    JsonNode message = newestUserMessage(input);
    String messageId = JsonFields.id(message, "id");
    if (messageId == null) {
      throw JsonFields.malformed(
          "The message needs an \"id\": a message that is sent again with the same id is answered"
              + " once");
    }
    String text = content(message, messageId);
    JsonNode options = input.path("forwardedProps");
    return SubmitMessage.newBuilder()
        .setTurnId(turnId(JsonFields.id(input, "runId"), conversationId, messageId))
        .setMessageId(messageId)
        .setMessage(text)
        .setChoiceId(JsonFields.id(options, "choiceId"))
        .setWhenBusy(whenBusy(JsonFields.text(options, "whenBusy")))
        .setLanguage(language(JsonFields.text(options, "language")))
        .build();
  }

  private static JsonNode newestUserMessage(JsonNode input) {
    JsonNode messages = input.path("messages");
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.path(i).path("role").asString("").equals("user")) {
        return messages.path(i);
      }
    }
    throw JsonFields.malformed(
        "A RunAgentInput needs \"messages\" with at least one of \"role\": \"user\"");
  }

  private String content(JsonNode message, String messageId) {
    JsonNode content = message.path("content");
    String text = content.isString() ? content.stringValue() : textParts(content, messageId);
    if (text.isBlank()) {
      throw new Rejection(
              messageId, RejectionCode.MESSAGE_EMPTY, "There is no text in the message.")
          .exception();
    }
    int length = JsonFields.utf8Length(text);
    if (length > maxBytes) {
      throw new Rejection(
              messageId,
              RejectionCode.MESSAGE_TOO_LARGE,
              "The message has "
                  + length
                  + " bytes, at most "
                  + maxBytes
                  + " are taken. Shorten it.")
          .exception();
    }
    return text;
  }

  private static String textParts(JsonNode content, String messageId) {
    List<String> texts = new ArrayList<>();
    for (JsonNode part : content) {
      if (!part.path("type").asString("").equals("text") || !part.path("text").isString()) {
        throw new Rejection(
                messageId,
                RejectionCode.UNSUPPORTED_CONTENT,
                "Only text is understood: \"content\" is a string, or parts of type \"text\".")
            .exception();
      }
      texts.add(part.path("text").stringValue());
    }
    return String.join("\n", texts);
  }

  /**
   * A stock client may name its runs as it likes; a turn needs a UUID, the same at every repeat.
   */
  private static String turnId(@Nullable String runId, String conversationId, String messageId) {
    return runId != null && Ids.isUuid(runId)
        ? runId
        : EventIds.of(conversationId, "message/" + messageId);
  }

  private static WhenBusy whenBusy(@Nullable String name) {
    return switch (name) {
      case null -> WhenBusy.ENQUEUE;
      case "enqueue" -> WhenBusy.ENQUEUE;
      case "interrupt" -> WhenBusy.INTERRUPT;
      case "reject" -> WhenBusy.REJECT;
      default ->
          throw JsonFields.malformed(
              "\"whenBusy\" must be \"enqueue\", \"interrupt\" or \"reject\"");
    };
  }

  /** What the labels should be in; not worth a rejection. */
  private static @Nullable String language(@Nullable String tag) {
    return tag != null && LANGUAGE.matcher(tag).matches() ? tag : null;
  }
}
