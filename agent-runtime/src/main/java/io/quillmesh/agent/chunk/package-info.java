/** Text on its way to the person while a model writes it. */
@NullMarked
package io.quillmesh.agent.chunk;

import org.jspecify.annotations.NullMarked;
