/** What survives which faults, under a steady load and with the mesh's own settings. */
@NullMarked
package io.quillmesh.endtoend.reliability;

import org.jspecify.annotations.NullMarked;
