/** Tests of what messages say about language. */
@NullMarked
package io.quillmesh.gateway.conversation.language;

import org.jspecify.annotations.NullMarked;
