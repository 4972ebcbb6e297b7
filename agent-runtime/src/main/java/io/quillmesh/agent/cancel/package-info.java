/** Cancelled turns: they come from the gateway and end the running model call. */
@NullMarked
package io.quillmesh.agent.cancel;

import org.jspecify.annotations.NullMarked;
