/**
 * What holds for every suite, whatever it is about: each frame is AG-UI 1.0, and no good record
 * ends as a dead letter.
 */
@NullMarked
package io.quillmesh.endtoend.checks;

import org.jspecify.annotations.NullMarked;
