/** The articles of conversations and their versions, as the edge sees them. */
@NullMarked
package io.quillmesh.gateway.conversation.article;

import org.jspecify.annotations.NullMarked;
