package io.quillmesh.gateway.conversation.admission;

import io.quillmesh.schemas.AgentCard;

/**
 * A card from the topic.
 *
 * @param card what the agent says about itself
 * @param bytes how large its record is
 */
public record PublishedCard(AgentCard card, int bytes) {
  /** The largest card that is read. */
  public static final int MAX_BYTES = 256 * 1024;

  /** Keeps a large card's place, but not its content. */
  public PublishedCard {
    if (bytes > MAX_BYTES) {
      card = AgentCard.newBuilder().setName(card.getName()).build();
    }
  }
}
