/** Requests for chat completions, and what they ask a classifier. */
@NullMarked
package io.quillmesh.tunedmodel.question;

import org.jspecify.annotations.NullMarked;
