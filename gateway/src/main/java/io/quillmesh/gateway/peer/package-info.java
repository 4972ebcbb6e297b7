/** Requests from one instance of the gateway to another one, for what that one hosts. */
@NullMarked
package io.quillmesh.gateway.peer;

import org.jspecify.annotations.NullMarked;
