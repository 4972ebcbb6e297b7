/** Starts and supervises the whole mesh on one machine: broker, registry, agents, gateway. */
@NullMarked
package io.quillmesh.localmesh;

import org.jspecify.annotations.NullMarked;
