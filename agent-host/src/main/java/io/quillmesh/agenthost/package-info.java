/** Runs agents that are folders, and the command line around them. */
@NullMarked
package io.quillmesh.agenthost;

import org.jspecify.annotations.NullMarked;
