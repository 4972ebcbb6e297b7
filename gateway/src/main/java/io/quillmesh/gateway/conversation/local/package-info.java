/** The conversations whose partitions are on this instance, as the edge sees them. */
@NullMarked
package io.quillmesh.gateway.conversation.local;

import org.jspecify.annotations.NullMarked;
