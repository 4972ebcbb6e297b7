@NullMarked
package io.quillmesh.gateway.conversation.graph;

import org.jspecify.annotations.NullMarked;
