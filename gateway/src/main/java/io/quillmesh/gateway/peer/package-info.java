/** How one instance of the gateway asks another for what that one owns. */
@NullMarked
package io.quillmesh.gateway.peer;

import org.jspecify.annotations.NullMarked;
