package io.quillmesh.tuning.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads files with a message a line. */
final class MessageReader {
  private static final JsonMapper JSON = new JsonMapper();

  private MessageReader() {}

  /**
   * All messages of a file.
   *
   * @param label their label; null if each line has its own
   */
  static List<Message> read(Path file, @Nullable String label) {
    List<Message> messages = new ArrayList<>();
    int number = 0;
    try {
      for (String line : Files.readAllLines(file)) {
        number++;
        if (!line.isBlank()) {
          messages.add(message(JSON.readTree(line), label));
        }
      }
    } catch (IOException e) {
      throw new DataException("Cannot read " + file + " as UTF-8: " + e);
    } catch (JacksonException e) {
      throw new DataException(
          file + ":" + number + ": not a JSON object: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw new DataException(file + ":" + number + ": " + e.getMessage());
    }
    return messages;
  }

  private static Message message(JsonNode line, @Nullable String label) {
    List<String> buttons = new ArrayList<>();
    line.path("buttons").forEach(button -> buttons.add(button.asString()));
    return new Message(
        text(line, "text"),
        line.path("article").asBoolean(false),
        buttons,
        label == null ? text(line, "label") : label,
        text(line, "topic"),
        split(text(line, "split")));
  }

  private static String text(JsonNode line, String member) {
    JsonNode value = line.path(member);
    if (!value.isString() || value.asString().isBlank()) {
      throw new IllegalArgumentException("expected a text as \"" + member + "\"");
    }
    return value.asString();
  }

  private static Split split(String name) {
    for (Split split : Split.values()) {
      if (split.name().toLowerCase(Locale.ROOT).equals(name)) {
        return split;
      }
    }
    throw new IllegalArgumentException("expected train, dev or test as \"split\", not " + name);
  }
}
