/** For the unit tests of agents: a context that needs no model and no broker. */
@NullMarked
package io.quillmesh.agent.testing;

import org.jspecify.annotations.NullMarked;
