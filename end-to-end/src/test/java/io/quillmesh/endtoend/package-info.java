/** The whole mesh from outside: real processes, real sockets, a real browser. */
@NullMarked
package io.quillmesh.endtoend;

import org.jspecify.annotations.NullMarked;
