/** The mesh as docker-compose.yml runs it: started, scaled, stopped and updated by an operator. */
@NullMarked
package io.quillmesh.endtoend.containers;

import org.jspecify.annotations.NullMarked;
