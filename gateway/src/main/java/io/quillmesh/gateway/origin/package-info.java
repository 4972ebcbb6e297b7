/** Which web pages may use the gateway: its own and the configured ones. */
@NullMarked
package io.quillmesh.gateway.origin;

import org.jspecify.annotations.NullMarked;
