/** Creates topics and registers schemas: for the mesh, and for one declared agent. */
@NullMarked
package io.quillmesh.schemas.provisioning;

import org.jspecify.annotations.NullMarked;
