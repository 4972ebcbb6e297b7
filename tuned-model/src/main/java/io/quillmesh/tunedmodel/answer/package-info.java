/** Answers as OpenAI gives them: completions and errors. */
@NullMarked
package io.quillmesh.tunedmodel.answer;

import org.jspecify.annotations.NullMarked;
