package io.quillmesh.gateway.conversation.agui;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Objects;

/** The types of events, read once from the names that their JSON has. */
final class EventTypes {
  private static final ClassValue<String> TYPES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> event) {
          return Objects.requireNonNull(event.getAnnotation(JsonTypeName.class)).value();
        }
      };

  private EventTypes() {}

  static String of(Class<?> event) {
    return TYPES.get(event);
  }
}
