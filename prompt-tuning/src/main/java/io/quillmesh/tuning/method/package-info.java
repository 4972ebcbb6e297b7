/**
 * What can be trained in front of an encoder, on top of it, or instead of it, and how many
 * parameters that takes.
 */
@NullMarked
package io.quillmesh.tuning.method;

import org.jspecify.annotations.NullMarked;
