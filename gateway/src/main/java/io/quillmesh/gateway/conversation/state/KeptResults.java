package io.quillmesh.gateway.conversation.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/**
 * Which results of declared agents clients see, the latest of each, in the order in which they
 * came. Each result's JSON is a piece of its own, so that it is not written again with every turn.
 */
public record KeptResults(@JsonValue List<KeptResult> all) {
  /** Every change of one is sent to clients with all others. */
  private static final int MAX_BYTES = 256 * 1024;

  public static final KeptResults NONE = new KeptResults(List.of());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public KeptResults {
    all = List.copyOf(all);
  }

  /** One of them; the turn is the one that it belongs to. */
  public record KeptResult(String agent, long turnNumber, int bytes) {}

  /** With one more. The oldest are left out when they are too large together. */
  public KeptResults with(KeptResult result) {
    List<KeptResult> more = new ArrayList<>(without(result.agent).all);
    more.add(result);
    while (more.stream().mapToInt(KeptResult::bytes).sum() > MAX_BYTES) {
      more.removeFirst();
    }
    return new KeptResults(more);
  }

  private KeptResults without(String agent) {
    return of(name -> !name.equals(agent));
  }

  /** Those of some agents only. */
  public KeptResults of(Predicate<String> agents) {
    return new KeptResults(all.stream().filter(result -> agents.test(result.agent)).toList());
  }

  /** With those that belong to earlier turns than this one, where others have them. */
  public KeptResults withEarlier(KeptResults others, long turnNumber) {
    KeptResults all = this;
    for (KeptResult other : others.all) {
      if (other.turnNumber < turnNumber && !isOutdated(other.agent, other.turnNumber)) {
        all = all.with(other);
      }
    }
    return all;
  }

  /** Whether an agent's result of this turn would replace one of a later turn. */
  public boolean isOutdated(String agent, long turnNumber) {
    return all.stream()
        .anyMatch(result -> result.agent.equals(agent) && result.turnNumber > turnNumber);
  }

  /** Their JSON, by agent. */
  public Map<String, Object> toShared(
      String conversationId, Function<String, byte @Nullable []> pieces) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (KeptResult result : all) {
      byte[] json = pieces.apply(Keys.result(conversationId, result));
      if (json != null) {
        shown.put(result.agent, new RawValue(new String(json, StandardCharsets.UTF_8)));
      }
    }
    return shown;
  }
}
