package io.quillmesh.gateway.conversation.effects;

import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.state.Header;
import io.quillmesh.schemas.ConversationIndexed;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Topics;

/** Keeps the owner's list of conversations up to date. */
public final class Index {
  private Index() {}

  public static void update(Work work) {
    emit(work, work.header(), false);
  }

  public static void remove(Work work, Header before) {
    emit(work, before, true);
  }

  private static void emit(Work work, Header header, boolean erased) {
    Owner owner = header.owner();
    work.emit(
        Topics.INDEX,
        owner.subject(),
        ConversationIndexed.newBuilder()
            .setEventId(
                EventIds.of(
                    work.conversationId(),
                    "indexed/" + work.now().toEpochMilli() + (erased ? "/erased" : "")))
            .setOccurredAt(work.now())
            .setSubject(owner.subject())
            .setTenant(owner.tenant())
            .setConversationId(work.conversationId())
            .setTitle(erased ? "" : header.title())
            .setCreatedAt(header.createdAt())
            .setUpdatedAt(header.updatedAt())
            .setErased(erased)
            .build());
  }
}
