@NullMarked
package io.quillmesh.agenthost;

import org.jspecify.annotations.NullMarked;
