/** How an agent introduces itself to the mesh: its card, and before that what its results need. */
@NullMarked
package io.quillmesh.agent.card;

import org.jspecify.annotations.NullMarked;
