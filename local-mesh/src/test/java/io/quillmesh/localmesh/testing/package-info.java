/** A real broker and a real registry for the tests of every module. */
@NullMarked
package io.quillmesh.localmesh.testing;

import org.jspecify.annotations.NullMarked;
