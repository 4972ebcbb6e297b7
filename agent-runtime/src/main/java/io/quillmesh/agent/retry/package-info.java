/** How long to wait before something is tried again. */
@NullMarked
package io.quillmesh.agent.retry;

import org.jspecify.annotations.NullMarked;
