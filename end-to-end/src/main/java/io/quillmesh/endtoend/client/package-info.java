/** A client of the gateway as a stranger would write it. It stores every frame. */
@NullMarked
package io.quillmesh.endtoend.client;

import org.jspecify.annotations.NullMarked;
