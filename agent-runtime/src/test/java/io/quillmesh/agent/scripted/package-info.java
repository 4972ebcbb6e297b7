/** A model server that does exactly what a test says, faults included. */
@NullMarked
package io.quillmesh.agent.scripted;

import org.jspecify.annotations.NullMarked;
