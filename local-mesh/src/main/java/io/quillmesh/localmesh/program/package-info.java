/** The programs of the mesh: how each is run, and one that runs. */
@NullMarked
package io.quillmesh.localmesh.program;

import org.jspecify.annotations.NullMarked;
