/** A client of the gateway as a stranger would write it, which keeps every frame that it gets. */
@NullMarked
package io.quillmesh.endtoend.client;

import org.jspecify.annotations.NullMarked;
