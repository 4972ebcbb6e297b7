package io.quillmesh.gateway.http;

import io.quillmesh.gateway.conversation.directory.AgentDirectory;
import io.quillmesh.gateway.conversation.directory.ListedAgent;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The agents of the mesh, the same for everyone who may use the gateway. */
@RestController
class AgentListController {
  static final String PATH = "/v1/agents";

  private final AgentDirectory agents;

  AgentListController(AgentDirectory agents) {
    this.agents = agents;
  }

  record Listed(List<ListedAgent> agents) {}

  /** A client may keep the list, if it asks each time whether it has changed. */
  @GetMapping(PATH)
  ResponseEntity<Listed> list() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache().cachePrivate())
        .body(new Listed(agents.agents()));
  }
}
