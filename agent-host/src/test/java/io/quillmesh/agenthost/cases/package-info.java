@NullMarked
package io.quillmesh.agenthost.cases;

import org.jspecify.annotations.NullMarked;
