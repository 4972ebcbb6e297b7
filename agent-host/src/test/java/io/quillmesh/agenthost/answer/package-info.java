@NullMarked
package io.quillmesh.agenthost.answer;

import org.jspecify.annotations.NullMarked;
