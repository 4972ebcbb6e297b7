package io.quillmesh.agenthost.host;

import io.quillmesh.agenthost.folder.AgentFolder;
import org.springframework.boot.health.contributor.HealthIndicator;

/** An agent that runs. */
interface RunningAgent extends AutoCloseable {
  /** What it was made of. */
  AgentFolder folder();

  /** How it is. */
  HealthIndicator health();

  /** Stops it. */
  @Override
  void close();
}
