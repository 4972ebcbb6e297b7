package io.quillmesh.agenthost.cases;

import io.quillmesh.schemas.AgentRequested;
import java.util.List;

/**
 * One case.
 *
 * @param line where cases.yml has it
 * @param name what it is about
 * @param request what the agent is asked
 * @param expectations what must hold of its answer
 */
public record Case(int line, String name, AgentRequested request, List<Expectation> expectations) {}
