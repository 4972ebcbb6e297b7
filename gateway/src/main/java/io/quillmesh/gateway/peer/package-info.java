/** How one instance of the gateway asks another about what that one hosts. */
@NullMarked
package io.quillmesh.gateway.peer;

import org.jspecify.annotations.NullMarked;
