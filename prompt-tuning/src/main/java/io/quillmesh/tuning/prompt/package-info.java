/** Where the prompt in front of an encoder comes from while it is trained. */
@NullMarked
package io.quillmesh.tuning.prompt;

import org.jspecify.annotations.NullMarked;
