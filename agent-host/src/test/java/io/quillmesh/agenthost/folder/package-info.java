@NullMarked
package io.quillmesh.agenthost.folder;

import org.jspecify.annotations.NullMarked;
