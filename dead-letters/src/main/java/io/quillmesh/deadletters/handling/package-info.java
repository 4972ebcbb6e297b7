/** Replaying and dropping letters, and remembering which ones are handled. */
@NullMarked
package io.quillmesh.deadletters.handling;

import org.jspecify.annotations.NullMarked;
