/**
 * {@code ./mesh model check}: asks a model what the agents will ask, and says which settings it
 * needs.
 */
@NullMarked
package io.quillmesh.modelcheck;

import org.jspecify.annotations.NullMarked;
