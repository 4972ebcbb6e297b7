/** The texts that agents write in a turn, and how much of each is shown. */
@NullMarked
package io.quillmesh.gateway.conversation.text;

import org.jspecify.annotations.NullMarked;
