/**
 * Model calls: one client per endpoint, time-outs, retries, the fallback model, cancellation down
 * to the HTTP stream.
 */
@NullMarked
package io.quillmesh.agent.model;

import org.jspecify.annotations.NullMarked;
