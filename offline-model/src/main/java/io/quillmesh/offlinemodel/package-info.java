/** A stand-in for a language model that speaks OpenAI's chat completions protocol. */
@NullMarked
package io.quillmesh.offlinemodel;

import org.jspecify.annotations.NullMarked;
