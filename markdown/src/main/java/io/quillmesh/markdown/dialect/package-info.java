/** Reading the dialect: from text to a tree. */
@NullMarked
package io.quillmesh.markdown.dialect;

import org.jspecify.annotations.NullMarked;
