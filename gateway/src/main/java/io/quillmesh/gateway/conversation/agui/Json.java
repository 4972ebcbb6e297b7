package io.quillmesh.gateway.conversation.agui;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.Frame;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** JSON for clients and for stored state: nulls are left out, unknown members are passed over. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          // A record is its components: what isOver() says of them is not written.
          .changeDefaultVisibility(members -> members.withIsGetterVisibility(Visibility.NONE))
          .build();
  private static final ObjectWriter WRITER = MAPPER.writer();
  private static final ObjectReader READER = MAPPER.reader();

  private Json() {}

  /**
   * An event as clients get it.
   *
   * @param runId the run it belongs to, if any
   * @param cursor its place in the conversation; null when it is for one connection only
   * @param recovered false when the client came with a cursor that is no longer kept; null when
   *     there is nothing to say about it
   */
  public static Frame frame(
      AgUiEvent event,
      @Nullable String runId,
      @Nullable Cursor cursor,
      @Nullable Boolean recovered) {
    return new Frame(event.type(), encode(event, cursor, recovered), runId, cursor);
  }

  private static String encode(
      AgUiEvent event, @Nullable Cursor cursor, @Nullable Boolean recovered) {
    String json = WRITER.writeValueAsString(event);
    if (cursor == null && recovered == null) {
      return json;
    }
    // The metadata comes last, so that the event is encoded once. An epoch needs no escaping.
    StringBuilder whole = new StringBuilder(json.length() + 96);
    whole.append(json, 0, json.length() - 1).append(",\"metadata\":{\"quillmesh\":{");
    if (cursor != null) {
      whole.append("\"epoch\":\"").append(cursor.epoch()).append("\",\"sequence\":");
      whole.append(cursor.sequence());
    }
    if (recovered != null) {
      whole.append(cursor == null ? "" : ",").append("\"recovered\":").append(recovered);
    }
    return whole.append("}}}").toString();
  }

  /** Any record, as UTF-8. */
  public static byte[] toBytes(Object value) {
    return WRITER.writeValueAsBytes(value);
  }

  /** The members of a JSON object that a record names. */
  public static <T> T fromText(String json, Class<T> type) {
    return READER.forType(type).readValue(json);
  }

  /** The record that {@link #toBytes} wrote. */
  public static <T> T fromBytes(byte[] bytes, Class<T> type) {
    return READER.forType(type).readValue(bytes);
  }
}
