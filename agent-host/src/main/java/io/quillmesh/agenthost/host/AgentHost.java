package io.quillmesh.agenthost.host;

import io.quillmesh.agenthost.check.Problem;
import io.quillmesh.agenthost.folder.AgentFolder;
import io.quillmesh.agenthost.folder.FolderReader;
import io.quillmesh.agenthost.folder.FolderReader.Reading;
import io.quillmesh.schemas.RegistryUnavailableException;
import io.quillmesh.schemas.provisioning.SchemaRefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;

/**
 * Runs the agents of some folders. They are independent: one that is broken stops no other. Safe
 * for use by many threads.
 */
final class AgentHost implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(AgentHost.class);

  private final List<Path> folders;
  private final Starter starter;
  private final Map<String, Hosted> agents = new ConcurrentSkipListMap<>();
  private volatile boolean running;

  /** Starts agents. */
  interface Starter {
    /** Returns when it has begun. */
    RunningAgent start(AgentFolder folder);

    /**
     * Checks what the mesh would refuse.
     *
     * @throws SchemaRefusedException if it would
     * @throws RegistryUnavailableException if that is not known now
     */
    void check(AgentFolder folder);

    /** Has turns not wait for an agent that does not run here, unless another host runs it. */
    void withdraw(String agent);
  }

  /** What became of a folder. */
  sealed interface Hosted {
    /**
     * It runs.
     *
     * @param refused what is wrong with the files as they are now; empty if these are what runs
     */
    record Running(RunningAgent agent, String refused) implements Hosted {}

    /** It does not run. */
    record Broken(String reason) implements Hosted {}
  }

  AgentHost(List<Path> folders, Starter starter) {
    this.folders = folders;
    this.starter = starter;
  }

  /** The agents by the names of their folders. */
  Map<String, Hosted> agents() {
    return agents;
  }

  @Override
  public void start() {
    running = true;
    folders.forEach(this::reload);
  }

  /**
   * Reads a folder, and runs what it has now. If that is broken, what ran goes on. Returns when the
   * agent has begun.
   */
  synchronized void reload(Path folder) {
    if (!running) {
      return;
    }
    String name = name(folder);
    Hosted before = agents.get(name);
    Hosted now =
        switch (FolderReader.read(folder)) {
          case Reading.Good(AgentFolder agent) -> replace(before, agent);
          case Reading.Bad(List<Problem> problems) ->
              refuse(
                  before,
                  name,
                  problems.stream().map(Problem::toString).collect(Collectors.joining(" ")));
        };
    agents.put(name, now);
  }

  static String name(Path folder) {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }

  private Hosted replace(@Nullable Hosted before, AgentFolder agent) {
    if (before instanceof Hosted.Running old) {
      try {
        starter.check(agent);
      } catch (SchemaRefusedException | RegistryUnavailableException e) {
        return refuse(before, agent.name(), String.valueOf(e.getMessage()));
      }
      log.atInfo().addKeyValue("agent", agent.name()).log("The folder has changed; starting anew");
      old.agent().close();
    }
    try {
      RunningAgent started = starter.start(agent);
      log.atInfo().addKeyValue("agent", agent.name()).log("The agent runs");
      return new Hosted.Running(started, "");
    } catch (RuntimeException e) {
      String reason = "It does not start: " + NestedExceptionUtils.getMostSpecificCause(e);
      return refuse(null, agent.name(), reason);
    }
  }

  private Hosted refuse(@Nullable Hosted before, String name, String reason) {
    boolean goesOn = before instanceof Hosted.Running;
    log.atError()
        .addKeyValue("agent", name)
        .addKeyValue("reason", reason)
        .log(
            goesOn
                ? "The changed folder is not taken; the agent goes on as it was"
                : "The agent does not run");
    if (before instanceof Hosted.Running old) {
      return new Hosted.Running(old.agent(), reason);
    }
    starter.withdraw(name);
    return new Hosted.Broken(reason);
  }

  /** Stops all of them at once, and returns when they have finished what is at work. */
  @Override
  public synchronized void stop() {
    running = false;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Hosted hosted : agents.values()) {
        if (hosted instanceof Hosted.Running one) {
          threads.execute(one.agent()::close);
        }
      }
    }
    agents.clear();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Below the web server's, so that health can be asked while this drains. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 100;
  }
}
