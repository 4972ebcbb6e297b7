package io.quillmesh.gateway.conversation.streams;

import io.quillmesh.gateway.conversation.effects.FoldSettings;
import io.quillmesh.gateway.conversation.effects.Pseudonyms;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How conversations are kept; {@code quillmesh.conversation} in the configuration.
 *
 * @param schemaRegistryUrl a Confluent-API schema registry
 * @param autoRegisterSchemas only for tests; the provisioning step registers schemas
 * @param advertisedUrl the address for other instances; empty when there are none
 * @param stateDir where state is kept between starts; created if it does not exist
 * @param threads the number of threads that share the partitions
 * @param standbyReplicas how many other instances keep a copy of each partition's state
 * @param deadlines how long agents and turns may take
 * @param queuedMessages how many messages may wait for the running turn
 * @param keptRuns of how many runs the frames are kept
 * @param subjectKey the key for pseudonyms, in base64; empty for none
 */
@ConfigurationProperties("quillmesh.conversation")
public record ConversationSettings(
    String schemaRegistryUrl,
    @DefaultValue("false") boolean autoRegisterSchemas,
    @DefaultValue("") String advertisedUrl,
    Path stateDir,
    @DefaultValue("1") int threads,
    @DefaultValue("1") int standbyReplicas,
    DeadlineSettings deadlines,
    @DefaultValue("10") int queuedMessages,
    @DefaultValue("20") int keptRuns,
    @DefaultValue("") String subjectKey) {

  public ConversationSettings {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "quillmesh.conversation.threads must be at least 1, not " + threads);
    }
    if (standbyReplicas < 0) {
      throw new IllegalArgumentException(
          "quillmesh.conversation.standby-replicas must not be negative: " + standbyReplicas);
    }
    var _ = PeerAddress.of(advertisedUrl);
  }

  /** Where other instances reach this one. */
  public PeerAddress address() {
    return PeerAddress.of(advertisedUrl);
  }

  /**
   * How long a turn may take; as long as the mesh's own agents may take in sequence, by default.
   */
  public Duration turn() {
    Duration turn = deadlines.turn();
    return turn == null ? deadlines.graph().longestTurn() : turn;
  }

  /**
   * @param agents the agents of a turn that begins now
   */
  public FoldSettings fold(Supplier<AgentGraph> agents) {
    return new FoldSettings(
        agents, turn(), queuedMessages, keptRuns, Pseudonyms.withKey(subjectKey));
  }
}
