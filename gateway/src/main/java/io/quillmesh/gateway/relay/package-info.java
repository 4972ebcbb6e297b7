/** Passes requests on to the gateway that hosts their conversation. */
@NullMarked
package io.quillmesh.gateway.relay;

import org.jspecify.annotations.NullMarked;
