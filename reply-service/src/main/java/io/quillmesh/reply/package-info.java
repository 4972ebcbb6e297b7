/** The reply agent: answers, says what changed, and names what else there is. */
@NullMarked
package io.quillmesh.reply;

import org.jspecify.annotations.NullMarked;
