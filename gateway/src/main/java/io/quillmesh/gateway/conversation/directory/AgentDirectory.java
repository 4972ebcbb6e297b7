package io.quillmesh.gateway.conversation.directory;

import java.util.List;

/** The agents of the mesh, as the edge sees them. Safe for use by many threads. */
public interface AgentDirectory {

  /** The mesh's own agents, then the declared ones by name, those that are refused included. */
  List<ListedAgent> agents();

  /**
   * Has a listener called whenever the admitted agents have changed. It must not block.
   *
   * @param listener is called after {@link #agents} returns the new list
   */
  void onChange(Runnable listener);
}
