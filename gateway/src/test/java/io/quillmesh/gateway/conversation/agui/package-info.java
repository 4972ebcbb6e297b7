/** AG-UI's own rules, for tests. */
@NullMarked
package io.quillmesh.gateway.conversation.agui;

import org.jspecify.annotations.NullMarked;
