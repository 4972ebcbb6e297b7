/** For the tests of agents: a context that needs no model and no broker, and the whole service. */
@NullMarked
package io.quillmesh.agent.testing;

import org.jspecify.annotations.NullMarked;
