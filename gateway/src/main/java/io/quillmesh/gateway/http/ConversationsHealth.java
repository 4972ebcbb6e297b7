package io.quillmesh.gateway.http;

import io.quillmesh.gateway.conversation.Conversations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether conversations can be read: part of readiness. */
@Component("conversationsHealthIndicator")
class ConversationsHealth implements HealthIndicator {
  private final Conversations conversations;

  ConversationsHealth(Conversations conversations) {
    this.conversations = conversations;
  }

  @Override
  public Health health() {
    return conversations.isReady() ? Health.up().build() : Health.outOfService().build();
  }
}
