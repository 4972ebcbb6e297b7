package io.quillmesh.gateway.conversation.feedback;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quillmesh.gateway.conversation.agui.Json;
import io.quillmesh.gateway.conversation.agui.SharedState.Opinion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the person thinks of replies and versions, the newest opinion last. It is one piece, and one
 * member of the shared state, so it is bounded.
 */
public record Opinions(@JsonValue Map<String, Opinion> all) {
  private static final int MAX = 100;

  /** Of all reasons together, in UTF-16 units: the oldest ones are left out before a rating is. */
  private static final int MAX_REASONS = 32 * 1024;

  public static final Opinions NONE = new Opinions(Map.of());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Opinions {
    all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
  }

  /** As a member of the shared state; null when nothing was ever judged. */
  public static @Nullable Map<String, Opinion> shown(byte @Nullable [] piece) {
    return piece == null ? null : Json.fromBytes(piece, Opinions.class).all;
  }

  /**
   * Whether this changes nothing. When there are as many as are kept, an older opinion may be taken
   * back that is not among them.
   *
   * @param opinion null when it is taken back
   */
  public boolean has(String judged, @Nullable Opinion opinion) {
    Opinion known = all.get(judged);
    return opinion == null ? known == null && all.size() < MAX : opinion.equals(known);
  }

  /** With another opinion; null takes it back. */
  public Opinions with(String judged, @Nullable Opinion opinion) {
    Map<String, Opinion> changed = new LinkedHashMap<>(all);
    changed.remove(judged);
    if (opinion != null) {
      changed.put(judged, opinion);
    }
    return new Opinions(bounded(changed));
  }

  private static Map<String, Opinion> bounded(Map<String, Opinion> opinions) {
    List<Map.Entry<String, Opinion>> newest = new ArrayList<>(opinions.entrySet());
    newest = newest.subList(Math.max(0, newest.size() - MAX), newest.size()).reversed();
    LinkedHashMap<String, Opinion> kept = new LinkedHashMap<>();
    int characters = 0;
    for (Map.Entry<String, Opinion> entry : newest) {
      Opinion opinion = entry.getValue();
      characters += opinion.reason() == null ? 0 : opinion.reason().length();
      kept.putFirst(
          entry.getKey(),
          characters <= MAX_REASONS ? opinion : new Opinion(opinion.rating(), null));
    }
    return kept;
  }
}
