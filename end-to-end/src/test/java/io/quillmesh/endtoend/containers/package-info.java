/** The mesh as docker-compose.yml runs it: what operators start, scale, stop and update. */
@NullMarked
package io.quillmesh.endtoend.containers;

import org.jspecify.annotations.NullMarked;
