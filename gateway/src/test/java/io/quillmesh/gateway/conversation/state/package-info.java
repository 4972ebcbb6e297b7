/** Tests of what is stored. */
@NullMarked
package io.quillmesh.gateway.conversation.state;

import org.jspecify.annotations.NullMarked;
