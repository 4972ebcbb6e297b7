/** Writing another text in the place of a passage. */
@NullMarked
package io.quillmesh.offlinemodel.passage;

import org.jspecify.annotations.NullMarked;
