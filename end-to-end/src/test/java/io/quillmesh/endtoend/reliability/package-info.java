/** Which faults a steady load survives, with the mesh's own settings. */
@NullMarked
package io.quillmesh.endtoend.reliability;

import org.jspecify.annotations.NullMarked;
