package io.quillmesh.gateway.conversation.agents;

import io.quillmesh.gateway.conversation.admission.Compatibility;
import io.quillmesh.gateway.conversation.admission.SchemaCheck;
import io.quillmesh.gateway.conversation.admission.Verdict;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.RegistryUnavailableException;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.UndecodableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of questions to the registry. What it has once found in order stays so, because
 * registered schemas do not change. For one thread.
 */
final class RegistryCheck implements SchemaCheck {
  private static final Logger log = LoggerFactory.getLogger(RegistryCheck.class);
  private static final Verdict AWAY = new Verdict.Pending("the schema registry is out of reach");

  private final EventCodec codec;

  /** The schemas that were found in order, by agent: before this round, and in it. */
  private final Map<String, Schema> before;

  private final Map<String, Schema> inOrder = new HashMap<>();

  private boolean away;
  private boolean settled = true;

  RegistryCheck(EventCodec codec) {
    this(codec, Map.of());
  }

  private RegistryCheck(EventCodec codec, Map<String, Schema> before) {
    this.codec = codec;
    this.before = before;
  }

  RegistryCheck nextRound() {
    return new RegistryCheck(codec, inOrder);
  }

  /** Whether all schemas were in order, so that nothing needs to be asked again. */
  boolean isSettled() {
    return settled;
  }

  @Override
  public Verdict check(String agent, Schema result) {
    Verdict verdict =
        result.equals(before.get(agent)) ? new Verdict.Admitted() : ask(agent, result);
    if (verdict instanceof Verdict.Admitted) {
      inOrder.put(agent, result);
    } else {
      settled = false;
    }
    return verdict;
  }

  private Verdict ask(String agent, Schema result) {
    if (away) {
      return AWAY; // each question would take as long as the first
    }
    try {
      return judge(result, codec.versions(Topics.results(result)));
    } catch (UndecodableException e) {
      return new Verdict.Refused(
          "its resultSchema cannot be compared: %s. Delete that version, or choose another name"
              .formatted(e.getMessage()));
    } catch (RegistryUnavailableException e) {
      log.atWarn()
          .addKeyValue("agent", agent)
          .addKeyValue("error", e.getMessage())
          .log("The schema of an agent's results cannot be looked up");
      away = true;
      return AWAY;
    }
  }

  private static Verdict judge(Schema result, List<Schema> versions) {
    String subject = Topics.results(result).subject();
    if (!versions.contains(result)) {
      return new Verdict.Refused(
          "its resultSchema is not registered under %s: start the agent again, or register it"
              .formatted(subject));
    }
    for (int i = 0; i < versions.size(); i++) {
      if (!Compatibility.isMutual(result, versions.get(i))) {
        return new Verdict.Refused(
            "its resultSchema is not compatible with version %d of %s: give new fields defaults and leave the others as they are"
                .formatted(i + 1, subject));
      }
    }
    return new Verdict.Admitted();
  }
}
