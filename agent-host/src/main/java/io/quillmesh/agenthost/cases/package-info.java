/** An agent's cases: requests, and what must hold of the answers. */
@NullMarked
package io.quillmesh.agenthost.cases;

import org.jspecify.annotations.NullMarked;
