/** Tests of results as records. */
@NullMarked
package io.quillmesh.gateway.conversation.answer;

import org.jspecify.annotations.NullMarked;
