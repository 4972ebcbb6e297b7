/** Writing a tree as HTML, as text, and as the words that people read. */
@NullMarked
package io.quillmesh.markdown.output;

import org.jspecify.annotations.NullMarked;
