package io.quillmesh.localmesh.agents;

import io.quillmesh.localmesh.config.Console;
import io.quillmesh.localmesh.config.MeshException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells what the gateway makes of some agents, when that has changed. */
final class AdmissionNews {

  private static final String UNKNOWN = "is not in the mesh";

  private final List<String> names;
  private final AgentDirectory directory;
  private final Console console;
  private final Map<String, String> told = new HashMap<>();
  private String trouble = "";

  AdmissionNews(List<String> names, AgentDirectory directory, Console console) {
    this.names = names;
    this.directory = directory;
    this.console = console;
    // Its card is only on its way.
    names.forEach(name -> told.put(name, UNKNOWN));
  }

  void tell() throws InterruptedException {
    try {
      List<ListedAgent> agents = directory.agents();
      trouble = "";
      for (String name : names) {
        String now =
            agents.stream()
                .filter(agent -> agent.name().equals(name))
                .findFirst()
                .map(ListedAgent::sentence)
                .orElse(UNKNOWN);
        if (!now.equals(told.put(name, now))) {
          console.say(name, now);
        }
      }
    } catch (MeshException e) {
      // The agents work on without the gateway, and it may come back.
      if (!trouble.equals(e.getMessage())) {
        trouble = String.valueOf(e.getMessage());
        console.say(trouble);
      }
    }
  }
}
