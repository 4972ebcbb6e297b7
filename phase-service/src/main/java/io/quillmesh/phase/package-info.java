/** The phase agent: where the writing stands, and what to offer next. */
@NullMarked
package io.quillmesh.phase;

import org.jspecify.annotations.NullMarked;
