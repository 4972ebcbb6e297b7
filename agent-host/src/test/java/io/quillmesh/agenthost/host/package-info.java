@NullMarked
package io.quillmesh.agenthost.host;

import org.jspecify.annotations.NullMarked;
