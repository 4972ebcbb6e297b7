/** From text to the numbers that an encoder reads. */
@NullMarked
package io.quillmesh.tuning.tokenizer;

import org.jspecify.annotations.NullMarked;
