/** The texts that agents write in a turn, how much of each is shown, and what it took. */
@NullMarked
package io.quillmesh.gateway.conversation.text;

import org.jspecify.annotations.NullMarked;
