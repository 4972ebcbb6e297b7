/** Tests of the fold: no broker, no store. */
@NullMarked
package io.quillmesh.gateway.conversation.fold;

import org.jspecify.annotations.NullMarked;
