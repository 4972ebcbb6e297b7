/** The loop that trains every method, and what its confidence is worth. */
@NullMarked
package io.quillmesh.tuning.training;

import org.jspecify.annotations.NullMarked;
