/** The Markdown of articles, read as the page reads it: see docs/markdown.md. */
@NullMarked
package io.quillmesh.markdown;

import org.jspecify.annotations.NullMarked;
