package io.quillmesh.gateway.conversation.effects;

import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.state.Header;
import io.quillmesh.schemas.ConversationIndexed;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Topics;

/** Keeps the owner's list of conversations up to date. */
public final class Index {
  private Index() {}

  public static void update(EffectsBuilder effects) {
    emit(effects, effects.header(), false);
  }

  public static void remove(EffectsBuilder effects, Header before) {
    emit(effects, before, true);
  }

  private static void emit(EffectsBuilder effects, Header header, boolean erased) {
    Owner owner = header.owner();
    effects.emit(
        Topics.INDEX,
        owner.subject(),
        ConversationIndexed.newBuilder()
            .setEventId(
                EventIds.of(
                    effects.conversationId(),
                    "indexed/" + effects.now().toEpochMilli() + (erased ? "/erased" : "")))
            .setOccurredAt(effects.now())
            .setSubject(owner.subject())
            .setTenant(owner.tenant())
            .setConversationId(effects.conversationId())
            .setTitle(erased ? "" : header.title().text())
            .setCreatedAt(header.createdAt())
            .setUpdatedAt(header.updatedAt())
            .setErased(erased)
            .build());
  }
}
