/** The intent agent: what a message asks for. */
@NullMarked
package io.quillmesh.intent;

import org.jspecify.annotations.NullMarked;
