/** The headers of records that were put aside, and of those that are replayed. */
@NullMarked
package io.quillmesh.schemas.deadletter;

import org.jspecify.annotations.NullMarked;
