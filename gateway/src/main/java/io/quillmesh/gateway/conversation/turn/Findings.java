package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentCard.Trigger;
import io.quillmesh.gateway.conversation.state.AgentState;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.schemas.Failure;
import io.quillmesh.schemas.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * What the agents of the running turn found out, in their words, for later agents that the gateway
 * asks. It is kept only while an agent waits for it.
 */
final class Findings {
  private final EffectsBuilder effects;

  /** Those of this event. */
  private final Map<String, Finding> news = new HashMap<>();

  Findings(EffectsBuilder effects) {
    this.effects = effects;
  }

  void put(Finding answer) {
    news.put(answer.getAgent(), answer);
  }

  /** The findings or failures of these agents, which are over. */
  List<Finding> of(RunningTurn turn, List<String> agents) {
    return agents.stream().map(agent -> of(turn, agent)).toList();
  }

  private Finding of(RunningTurn turn, String agent) {
    if (turn.agent(agent) instanceof AgentState.Failed failed) {
      return Finding.newBuilder()
          .setAgent(agent)
          .setFailure(new Failure(agent, failed.code(), failed.message(), failed.attempts()))
          .build();
    }
    Finding answer = news.get(agent);
    byte[] kept = answer == null ? effects.bytes(key(effects, agent)) : null;
    if (kept != null) {
      answer = read(kept);
    }
    return answer == null ? Finding.newBuilder().setAgent(agent).build() : answer;
  }

  /** Keeps what an agent still waits for. */
  void keep(RunningTurn turn) {
    news.forEach((agent, answer) -> {
      if (isWaitedFor(turn, agent)) {
        effects.putBytes(key(effects, agent), write(answer));
      }
    });
  }

  private static boolean isWaitedFor(RunningTurn turn, String agent) {
    return turn.graph().cards().stream()
        .filter(card -> card.trigger() == Trigger.REQUEST && card.after().contains(agent))
        .anyMatch(card -> turn.agent(card.name()) instanceof AgentState.Waiting);
  }

  /** The turn is over. */
  static void forget(EffectsBuilder effects, RunningTurn turn) {
    for (AgentCard card : turn.graph().cards()) {
      if (effects.has(key(effects, card.name()))) {
        effects.remove(key(effects, card.name()));
      }
    }
  }

  private static String key(EffectsBuilder effects, String agent) {
    return Keys.finding(effects.conversationId(), agent);
  }

  /** With its schema, because another version of the gateway may read it. */
  private static byte[] write(Finding answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var file = new DataFileWriter<>(new SpecificDatumWriter<>(Finding.class))) {
      file.create(Finding.getClassSchema(), bytes);
      file.append(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Finding read(byte[] bytes) {
    try (var file =
        new DataFileReader<>(
            new SeekableByteArrayInput(bytes), new SpecificDatumReader<>(Finding.class))) {
      return file.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
