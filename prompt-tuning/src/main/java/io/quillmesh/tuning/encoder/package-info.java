/**
 * A BERT encoder, forwards and backwards, with trained prompts before its input or before every
 * layer.
 */
@NullMarked
package io.quillmesh.tuning.encoder;

import org.jspecify.annotations.NullMarked;
