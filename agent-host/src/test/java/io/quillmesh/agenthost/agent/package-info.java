@NullMarked
package io.quillmesh.agenthost.agent;

import org.jspecify.annotations.NullMarked;
