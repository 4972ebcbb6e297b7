/** Checks for every suite: each frame is AG-UI 1.0, and no valid record ends as a dead letter. */
@NullMarked
package io.quillmesh.endtoend.checks;

import org.jspecify.annotations.NullMarked;
