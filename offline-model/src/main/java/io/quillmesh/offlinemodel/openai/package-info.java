/** The requests, answers and errors of OpenAI's API. */
@NullMarked
package io.quillmesh.offlinemodel.openai;

import org.jspecify.annotations.NullMarked;
