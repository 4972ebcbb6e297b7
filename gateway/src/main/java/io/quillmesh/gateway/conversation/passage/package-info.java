/** The passage of the article that a message is about. */
@NullMarked
package io.quillmesh.gateway.conversation.passage;

import org.jspecify.annotations.NullMarked;
