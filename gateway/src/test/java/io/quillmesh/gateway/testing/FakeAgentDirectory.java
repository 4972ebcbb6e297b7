package io.quillmesh.gateway.testing;

import io.quillmesh.gateway.conversation.directory.AgentDirectory;
import io.quillmesh.gateway.conversation.directory.ListedAgent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Agents that a test makes up. */
public final class FakeAgentDirectory implements AgentDirectory {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile List<ListedAgent> agents = List.of();

  @Override
  public List<ListedAgent> agents() {
    return agents;
  }

  @Override
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** From now on there are these agents. */
  public void change(ListedAgent... now) {
    agents = List.of(now);
    listeners.forEach(Runnable::run);
  }
}
