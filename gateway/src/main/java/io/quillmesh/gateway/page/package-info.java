/** The page for browsers. Its files are in {@code resources/static}. */
@NullMarked
package io.quillmesh.gateway.page;

import org.jspecify.annotations.NullMarked;
