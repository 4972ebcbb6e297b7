package io.quillmesh.agenthost.host;

import java.nio.file.Path;
import java.util.List;

/**
 * What a host runs.
 *
 * @param folders one for each agent
 * @param watch whether a changed folder is read again
 */
public record HostSettings(List<Path> folders, boolean watch) {}
