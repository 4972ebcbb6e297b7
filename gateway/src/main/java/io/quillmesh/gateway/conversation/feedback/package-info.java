/** What a person thinks of replies and of versions of the article, and whose work those are. */
@NullMarked
package io.quillmesh.gateway.conversation.feedback;

import org.jspecify.annotations.NullMarked;
