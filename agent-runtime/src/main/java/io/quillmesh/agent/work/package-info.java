/** One record from its bytes to its result, its failure or the dead letters. */
@NullMarked
package io.quillmesh.agent.work;

import org.jspecify.annotations.NullMarked;
