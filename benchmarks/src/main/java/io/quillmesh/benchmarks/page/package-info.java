/** How smooth the page is in a browser. */
@NullMarked
package io.quillmesh.benchmarks.page;

import org.jspecify.annotations.NullMarked;
