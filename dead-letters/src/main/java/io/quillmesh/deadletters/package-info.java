/** The operators' tool for records that were put aside: list, show, replay, drop. */
@NullMarked
package io.quillmesh.deadletters;

import org.jspecify.annotations.NullMarked;
