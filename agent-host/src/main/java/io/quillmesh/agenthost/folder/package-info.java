/** An agent's folder: its files, read and checked. */
@NullMarked
package io.quillmesh.agenthost.folder;

import org.jspecify.annotations.NullMarked;
