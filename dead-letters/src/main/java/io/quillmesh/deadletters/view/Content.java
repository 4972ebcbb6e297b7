package io.quillmesh.deadletters.view;

import io.quillmesh.deadletters.letter.Letter;
import io.quillmesh.deadletters.text.Json;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.RegistryUnavailableException;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.UndecodableException;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders.Death;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a letter's value turns out to be. */
public sealed interface Content {

  /** The decoded event, in JSON. */
  record Event(JsonNode json) implements Content {}

  /** The value is not an event, as far as this tool can tell. */
  record Opaque(String why) implements Content {}

  /** At the moment the value cannot be decoded. */
  record Unknown(String why) implements Content {}

  /**
   * Decodes a letter's value. * * @param value null if there is none
   *
   * @param codec empty if no registry was named
   */
  static Content of(Letter letter, byte @Nullable [] value, Optional<EventCodec> codec) {
    if (value == null) {
      return new Opaque("there is no value");
    }
    Optional<Topic<?>> topic =
        letter.death().map(Death::origin).flatMap(origin -> topic(origin.topic()));
    if (topic.isEmpty()) {
      return new Opaque("this build does not know what is on the topic it comes from");
    }
    if (codec.isEmpty()) {
      return new Unknown("no schema registry was named; --registry does");
    }
    return decode(topic.get(), value, codec.get());
  }

  private static Optional<Topic<?>> topic(String name) {
    for (Topic<?> topic : Topics.ALL) {
      if (topic.name().equals(name)) {
        return Optional.of(topic);
      }
    }
    return Optional.empty();
  }

  private static Content decode(Topic<?> topic, byte[] value, EventCodec codec) {
    try {
      String json = codec.decode(topic, value).toString();
      return new Event(Json.parse(json.getBytes(StandardCharsets.UTF_8), JsonNode.class));
    } catch (RegistryUnavailableException e) {
      return new Unknown(String.valueOf(e.getMessage()));
    } catch (UndecodableException e) {
      return new Opaque(e.reason() + ": " + e.getMessage());
    } catch (JacksonException e) {
      return new Opaque("it is an event that JSON cannot express");
    } catch (RuntimeException | StackOverflowError e) {
      // Garbage may fail in unexpected ways. The letter is shown anyway.
      return new Opaque("decoding it breaks down: " + e);
    }
  }
}
