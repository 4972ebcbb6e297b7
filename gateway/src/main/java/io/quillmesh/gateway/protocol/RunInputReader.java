package io.quillmesh.gateway.protocol;

import io.quillmesh.gateway.EdgeProperties;
import io.quillmesh.schemas.ContextItem;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Selection;
import io.quillmesh.schemas.SubmitMessage;
import io.quillmesh.schemas.WhenBusy;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

/**
 * Reads AG-UI's {@code RunAgentInput}. Only its newest user message counts, because the server has
 * the history. Members that the protocol describes must be as it describes them; others are
 * ignored.
 */
@Component
public class RunInputReader {
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}");

  /** Every event of the turn contains it. */
  private static final DataSize MAX_CONTEXT = DataSize.ofKilobytes(16);

  private final long maxBytes;

  RunInputReader(EdgeProperties settings) {
    this.maxBytes = settings.sizes().message().toBytes();
  }

  /**
   * @throws RejectedException if it is not a RunAgentInput, or its message cannot be answered
   */
  public Asked read(JsonNode input, String conversationId) {
    JsonNode message = newestUserMessage(JsonFields.objects(input, "messages"));
    String messageId = JsonFields.id(message, "id");
    if (messageId == null) {
      throw JsonFields.malformed(
          "The message needs an \"id\": a message that is sent again with the same id is answered"
              + " once");
    }
    try {
      checkWhatIsNotUsed(input);
      return read(input, message, messageId, conversationId);
    } catch (RejectedException e) {
      throw e.rejection().of(messageId).exception();
    }
  }

  private Asked read(JsonNode input, JsonNode message, String messageId, String conversationId) {
    List<String> leftOut = new ArrayList<>();
    String text = text(message, leftOut);
    @Nullable String runId = JsonFields.id(input, "runId");
    JsonNode options = input.path("forwardedProps");
    SubmitMessage command =
        SubmitMessage.newBuilder()
            .setTurnId(
                runId == null
                    ? EventIds.of(conversationId, "message/" + messageId)
                    : Ids.turn(conversationId, runId))
            .setRunId(runId == null ? "" : runId)
            .setMessageId(messageId)
            .setMessage(text)
            .setChoiceId(JsonFields.id(options, "choiceId"))
            .setWhenBusy(whenBusy(JsonFields.text(options, "whenBusy")))
            .setLanguage(language(JsonFields.text(options, "language")))
            .setClientContext(context(input))
            .setSelection(selection(options))
            .setReplaces(replaces(options))
            .build();
    return new Asked(command, leftOut);
  }

  private static void checkWhatIsNotUsed(JsonNode input) {
    JsonFields.text(input, "protocolVersion");
    JsonFields.id(input, "parentRunId");
    JsonFields.objects(input, "resume");
    for (JsonNode tool : JsonFields.objects(input, "tools")) {
      required(tool, "name", "Each of the \"tools\"");
    }
  }

  private static JsonNode newestUserMessage(List<JsonNode> messages) {
    @Nullable JsonNode newest = null;
    for (JsonNode message : messages) {
      JsonFields.text(message, "id");
      if (required(message, "role", "Each of the \"messages\"").equals("user")) {
        newest = message;
      }
    }
    if (newest == null) {
      throw JsonFields.malformed(
          "A RunAgentInput needs \"messages\" with at least one of \"role\": \"user\"");
    }
    return newest;
  }

  private static String required(JsonNode object, String name, String what) {
    String text = JsonFields.text(object, name);
    if (text == null) {
      throw JsonFields.malformed(what + " needs a \"" + name + "\", a string");
    }
    return text;
  }

  private String text(JsonNode message, List<String> leftOut) {
    JsonNode content = message.path("content");
    String text = content.isString() ? content.stringValue() : textParts(message, leftOut);
    if (text.isBlank() && !leftOut.isEmpty()) {
      throw new Rejection(
              null,
              RejectionCode.UNSUPPORTED_CONTENT,
              "Only text is understood, and there is none beside parts of type "
                  + String.join(", ", leftOut)
                  + ". Say in words what is wanted.")
          .exception();
    }
    if (text.isBlank()) {
      throw new Rejection(null, RejectionCode.MESSAGE_EMPTY, "There is no text in the message.")
          .exception();
    }
    int length = JsonFields.utf8Length(text);
    if (length > maxBytes) {
      throw new Rejection(
              null,
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

  private static String textParts(JsonNode message, List<String> leftOut) {
    JsonNode content = message.path("content");
    if (!content.isArray() && !content.isNull() && !content.isMissingNode()) {
      throw JsonFields.malformed("\"content\" must be a string or an array of parts");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode part : JsonFields.objects(message, "content")) {
      String type = required(part, "type", "Each part of \"content\"");
      if (type.equals("text")) {
        texts.add(required(part, "text", "A part of type \"text\""));
      } else {
        leftOut.add(type);
      }
    }
    return String.join("\n", texts);
  }

  private static List<ContextItem> context(JsonNode input) {
    List<ContextItem> items = new ArrayList<>();
    int length = 0;
    for (JsonNode item : JsonFields.objects(input, "context")) {
      String description = required(item, "description", "Each item of \"context\"");
      String value = required(item, "value", "Each item of \"context\"");
      length += JsonFields.utf8Length(description) + JsonFields.utf8Length(value);
      items.add(new ContextItem(description, value));
    }
    if (length > MAX_CONTEXT.toBytes()) {
      throw new Rejection(
              null,
              RejectionCode.CONTEXT_TOO_LARGE,
              "The \"context\" has "
                  + length
                  + " bytes, at most "
                  + MAX_CONTEXT.toBytes()
                  + " are taken. Send what matters for this message.")
          .exception();
    }
    return items;
  }

  /** Whether it fits the article, only the conversation knows. */
  private static @Nullable Selection selection(JsonNode options) {
    JsonNode selection = options.path("selection");
    if (selection.isMissingNode() || selection.isNull()) {
      return null;
    }
    JsonNode version = selection.path("version");
    JsonNode start = selection.path("start");
    JsonNode end = selection.path("end");
    JsonNode text = selection.path("text");
    if (!version.isInt() || !start.isInt() || !end.isInt() || !text.isString()) {
      throw JsonFields.malformed(
          "A \"selection\" needs the \"version\" of the article, \"start\" and \"end\" in its Markdown"
              + " in UTF-16 units, and the \"text\" between them");
    }
    return new Selection(version.intValue(), start.intValue(), end.intValue(), text.stringValue());
  }

  private static String replaces(JsonNode options) {
    @Nullable String messageId = JsonFields.id(options, "replaces");
    return messageId == null ? "" : messageId;
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

  /** The language for labels. Locales are often written with an underscore. */
  private static @Nullable String language(@Nullable String tag) {
    if (tag == null) {
      return null;
    }
    String hyphenated = tag.replace('_', '-');
    if (!LANGUAGE.matcher(hyphenated).matches()) {
      throw JsonFields.malformed(
          "\"language\" must be a BCP 47 tag, such as \"en\" or \"zh-Hant\"");
    }
    return hyphenated;
  }
}
