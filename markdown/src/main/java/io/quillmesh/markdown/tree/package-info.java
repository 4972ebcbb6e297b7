/** The dialect's own nodes in the tree of a text, and a walk through that tree. */
@NullMarked
package io.quillmesh.markdown.tree;

import org.jspecify.annotations.NullMarked;
