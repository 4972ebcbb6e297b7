/** Checks any server against {@code docs/ag-ui-websocket.md}. It knows nothing of the rest. */
@NullMarked
package io.quillmesh.conformance;

import org.jspecify.annotations.NullMarked;
