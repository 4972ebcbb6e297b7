/** The page, in a real browser. */
@NullMarked
package io.quillmesh.endtoend.browser;

import org.jspecify.annotations.NullMarked;
