/** Tests of what an event leads to. */
@NullMarked
package io.quillmesh.gateway.conversation.effects;

import org.jspecify.annotations.NullMarked;
