package io.quillmesh.gateway.conversation.history;

import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.state.KeptMessage;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.HistoryMessage;
import io.quillmesh.schemas.Speaker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The messages before a turn: the newest ones that fit. The summary covers the rest. */
public final class History {

  private History() {}

  public static List<HistoryMessage> before(EffectsBuilder effects) {
    List<HistoryMessage> newestFirst = new ArrayList<>();
    int bytes = 0;
    for (long number = effects.header().counts().messages() - 1; number >= 0; number--) {
      KeptMessage message = effects.message(number);
      if (message == null) {
        break;
      }
      boolean isSaid = message.agent() == null || message.agent().equals(Agents.REPLY);
      // The article is sent separately, in its newest version.
      if (!isSaid || message.text() == null || message.isReplaced()) {
        continue;
      }
      bytes += message.text().getBytes(StandardCharsets.UTF_8).length;
      if (bytes > Budgets.HISTORY) {
        break;
      }
      newestFirst.add(
          new HistoryMessage(
              message.agent() == null ? Speaker.PERSON : Speaker.ASSISTANT,
              message.text(),
              message.turnNumber()));
    }
    return newestFirst.reversed();
  }
}
