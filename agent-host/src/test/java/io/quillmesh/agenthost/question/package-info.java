@NullMarked
package io.quillmesh.agenthost.question;

import org.jspecify.annotations.NullMarked;
