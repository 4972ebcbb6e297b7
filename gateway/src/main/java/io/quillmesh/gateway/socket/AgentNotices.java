package io.quillmesh.gateway.socket;

import io.quillmesh.gateway.conversation.directory.AgentDirectory;
import io.quillmesh.gateway.limits.Connections;
import io.quillmesh.gateway.protocol.ClientNotice;
import org.springframework.stereotype.Component;

/** Tells all sockets of this instance when the admitted agents have changed. */
@Component
class AgentNotices {
  AgentNotices(AgentDirectory agents, Connections connections) {
    agents.onChange(() -> connections.tellAll(ClientNotice.agentsChanged()));
  }
}
