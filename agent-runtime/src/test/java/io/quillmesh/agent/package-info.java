/** The whole runtime against a real broker, a real registry and a scripted model. */
@NullMarked
package io.quillmesh.agent;

import org.jspecify.annotations.NullMarked;
