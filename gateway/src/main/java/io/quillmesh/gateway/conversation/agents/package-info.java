/** The agents that introduce themselves on a topic of their own. */
@NullMarked
package io.quillmesh.gateway.conversation.agents;

import org.jspecify.annotations.NullMarked;
