@NullMarked
package io.quillmesh.gateway.edge;

import org.jspecify.annotations.NullMarked;
