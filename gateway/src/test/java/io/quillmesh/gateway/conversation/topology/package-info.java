/** Tests of the processors. */
@NullMarked
package io.quillmesh.gateway.conversation.topology;

import org.jspecify.annotations.NullMarked;
