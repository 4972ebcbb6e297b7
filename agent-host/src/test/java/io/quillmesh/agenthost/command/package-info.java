@NullMarked
package io.quillmesh.agenthost.command;

import org.jspecify.annotations.NullMarked;
