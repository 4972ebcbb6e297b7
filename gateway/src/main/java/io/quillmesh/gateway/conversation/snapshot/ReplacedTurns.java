package io.quillmesh.gateway.conversation.snapshot;

import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.ReplacedTurn;
import io.quillmesh.gateway.conversation.state.Header;
import io.quillmesh.gateway.conversation.state.KeptMessage;
import io.quillmesh.gateway.conversation.state.StateView;
import io.quillmesh.gateway.conversation.state.Stored;
import io.quillmesh.schemas.Agents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The turns of a conversation in whose place others have come. */
public final class ReplacedTurns {
  private static final int MAX = 100;

  private ReplacedTurns() {}

  /** The newest ones, newest first; empty when it is not the owner's conversation. */
  public static Optional<List<ReplacedTurn>> of(
      StateView view, String conversationId, Owner owner) {
    Stored stored = new Stored(view, conversationId);
    Header header = stored.header();
    return header == null || !header.belongsTo(owner)
        ? Optional.empty()
        : Optional.of(of(stored, header));
  }

  private static List<ReplacedTurn> of(Stored stored, Header header) {
    List<ReplacedTurn> turns = new ArrayList<>();
    // From the newest message to the oldest, so a turn's question comes after its answers.
    List<KeptMessage> answers = new ArrayList<>();
    for (long number = header.counts().messages() - 1;
        number >= 0 && turns.size() < MAX;
        number--) {
      KeptMessage message = stored.message(number);
      if (message == null) {
        break;
      }
      if (message.replacedBy() == null) {
        continue;
      }
      if (message.agent() == null) {
        turns.add(turn(message, message.replacedBy(), answers));
        answers.clear();
      } else {
        answers.add(message);
      }
    }
    return turns;
  }

  private static ReplacedTurn turn(KeptMessage asked, String by, List<KeptMessage> answers) {
    @Nullable String reply = null;
    @Nullable Integer version = null;
    for (KeptMessage answer : answers) {
      if (Agents.REPLY.equals(answer.agent())) {
        reply = answer.text();
      } else if (answer.article() > 0) {
        version = answer.article();
      }
    }
    String text = asked.text() == null ? "" : asked.text();
    return new ReplacedTurn(asked.runId(), asked.id(), text, reply, version, by);
  }
}
