@NullMarked
package io.quillmesh.gateway.conversation.admission;

import org.jspecify.annotations.NullMarked;
