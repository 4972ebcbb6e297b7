/** Keeps every released schema, and every change compatible with all of them. */
@NullMarked
package io.quillmesh.schemas.history;

import org.jspecify.annotations.NullMarked;
