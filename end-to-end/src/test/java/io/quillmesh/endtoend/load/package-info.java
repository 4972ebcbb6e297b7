/** How long people wait when many come at once. Measured on demand, asserted nowhere. */
@NullMarked
package io.quillmesh.endtoend.load;

import org.jspecify.annotations.NullMarked;
