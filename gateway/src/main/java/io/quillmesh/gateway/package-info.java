/** The gateway: conversation state, correlation, and what web clients talk to. */
@NullMarked
package io.quillmesh.gateway;

import org.jspecify.annotations.NullMarked;
