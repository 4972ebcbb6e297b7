/** What a folder becomes: a card, and work on requests. */
@NullMarked
package io.quillmesh.agenthost.agent;

import org.jspecify.annotations.NullMarked;
