/**
 * Loops over floats that must be quick: products of matrices, normalisation and the functions of an
 * encoder.
 */
@NullMarked
package io.quillmesh.tuning.math;

import org.jspecify.annotations.NullMarked;
