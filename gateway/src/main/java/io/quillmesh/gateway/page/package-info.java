/** The page that browsers get; it is in {@code resources/static}. */
@NullMarked
package io.quillmesh.gateway.page;

import org.jspecify.annotations.NullMarked;
