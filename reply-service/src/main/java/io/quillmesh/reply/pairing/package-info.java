/** Waits for the two halves of a turn that a reply needs: the context and the article. */
@NullMarked
package io.quillmesh.reply.pairing;

import org.jspecify.annotations.NullMarked;
