/** What a person's message says about its language and the conversation's title. */
@NullMarked
package io.quillmesh.gateway.conversation.language;

import org.jspecify.annotations.NullMarked;
