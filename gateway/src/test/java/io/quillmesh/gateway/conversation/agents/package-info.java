@NullMarked
package io.quillmesh.gateway.conversation.agents;

import org.jspecify.annotations.NullMarked;
