/**
 * Files of encoders: where they come from, whether they are the right ones, and what is where in
 * them.
 */
@NullMarked
package io.quillmesh.tuning.weights;

import org.jspecify.annotations.NullMarked;
