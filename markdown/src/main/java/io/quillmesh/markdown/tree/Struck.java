package io.quillmesh.markdown.tree;

import org.commonmark.node.CustomNode;

/** Text that is struck through. */
public final class Struck extends CustomNode {}
