/** Runs agents: each in a Spring context of its own, under one that has what they share. */
@NullMarked
package io.quillmesh.agenthost.host;

import org.jspecify.annotations.NullMarked;
