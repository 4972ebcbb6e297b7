/**
 * One layer of an encoder, forwards and backwards, for many messages whose tokens follow each other
 * without gaps.
 */
@NullMarked
package io.quillmesh.tuning.encoder.layer;

import org.jspecify.annotations.NullMarked;
