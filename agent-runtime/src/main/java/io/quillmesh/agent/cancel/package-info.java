/** Cancelled turns: heard of from the gateway, passed on to the model call in flight. */
@NullMarked
package io.quillmesh.agent.cancel;

import org.jspecify.annotations.NullMarked;
