package io.quillmesh.agenthost.folder;

import io.quillmesh.agenthost.question.Part;
import io.quillmesh.schemas.Intent;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What agent.yml says.
 *
 * @param name the agent's and the folder's
 * @param english its label
 * @param chinese its label
 * @param after the agents that it waits for
 * @param proceeds whether it begins though one of them failed
 * @param intents the intents that it is for; empty for every turn
 * @param endsTurn whether a turn waits for it
 * @param showsLate whether its result is shown though a newer turn has started
 * @param deadline how long a turn waits for it
 * @param text whether it writes a text and has no answer.avdl
 * @param sees what its prompt sees, in this order
 * @param model its model, by environment
 */
public record AgentSettings(
    String name,
    String english,
    String chinese,
    List<String> after,
    boolean proceeds,
    List<Intent> intents,
    boolean endsTurn,
    boolean showsLate,
    Duration deadline,
    boolean text,
    Set<Part> sees,
    ModelSettings model) {}
